"""What all cases of a run share, each part loaded when it is first used."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ualetters.compose import Officials
from ualetters.compose.prose import Blocks
from ualetters.directory import FOLDER, Directory, load_directory
from ualetters.formats import PRINTED, Renderer, renderer
from ualetters.language_pack import PHRASEBOOK_FILE, PHRASES_FILE, load_pack, load_phrasebook
from ualetters.model.letter import Document, Letter
from ualetters.model.pack import LanguagePack, Phrasebook
from ualetters.templating import LANGUAGE_FILE, Templates


class Workshop(Mapping[str, LanguagePack]):
    """What all cases of a run share: templates, packs, directory and renderers, each loaded when first used.

    It is also the mapping from language code to pack.

    Args:
        templates: The template roots.
        directories: Folders of the directory in front of the one beside each case.
        own_font: Folder with the user's font for scripts other than Latin and Cyrillic.
    """

    def __init__(self, templates: Templates, directories: Iterable[Path] = (), own_font: Path | None = None) -> None:
        self.templates = templates
        self.own_font = own_font
        self.officials = Officials()
        self._own_directories = tuple(directories)
        self._directories: dict[Path, Directory] = {}
        self._packs: dict[str, LanguagePack] = {}
        self._blocks: dict[str, Blocks] = {}
        self._renderers: dict[str, Renderer] = {}

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """The phrases that there are."""
        return load_phrasebook(list(self.templates.find(PHRASEBOOK_FILE)))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have a pack."""
        return self.templates.languages()

    def __getitem__(self, code: str) -> LanguagePack:
        if code not in self.languages:
            raise KeyError(code)
        if code not in self._packs:
            files = [list(self.templates.find(f"{code}/{name}")) for name in (LANGUAGE_FILE, PHRASES_FILE)]
            self._packs[code] = load_pack(code, files[0], files[1])
        return self._packs[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.languages)

    def __len__(self) -> int:
        return len(self.languages)

    def __contains__(self, code: object) -> bool:
        return code in self.languages

    def blocks(self, name: str) -> Blocks:
        """The prose of a language, such as `ru/letter.j2`."""
        if name not in self._blocks:
            self._blocks[name] = Blocks(self.templates, name)
        return self._blocks[name]

    def directory(self, case: Path) -> Directory:
        """The directory for a case file: the user's own folders, then the one beside the file."""
        beside = case.parent / FOLDER
        if beside not in self._directories:
            self._directories[beside] = load_directory((*self._own_directories, beside))
        return self._directories[beside]

    def known_directories(self) -> tuple[Directory, ...]:
        """The directories that were read so far."""
        return tuple(self._directories.values())

    def renderer(self, format_name: str) -> Renderer:
        """The function that makes a format, loaded once."""
        if format_name not in self._renderers:
            self._renderers[format_name] = renderer(format_name, self.templates, self.own_font)
        return self._renderers[format_name]

    def render(self, format_name: str, letter: Letter, layout: str | None = None) -> Document:
        """The letter in one format; one that is printed in the layout of this name, else in the usual one."""
        render = self.renderer(format_name)
        return render(letter, layout) if format_name in PRINTED else render(letter)
