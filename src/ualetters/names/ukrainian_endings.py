"""How names of well-known shapes end in Ukrainian: genitive, dative, accusative, instrumental, vocative.

The rules are those of the orthography of 2019. What is left out or doubtful: sounds that change inside a word
(Чорновіл, Чорновола), soft and hard р (Ігоря, but Віктора), and foreign names that some decline and others do not.
"""

from collections.abc import Mapping

from ualetters.names.endings import Pattern, patterns

COLUMNS = ("gen", "dat", "acc", "ins", "voc")

_A = """
(га)$ : ги зі гу гою го
(ка)$ : ки ці ку кою ко
(ха)$ : хи сі ху хою хо
[бвґдзлмнпрстф](а)$ : и і у ою о
[жшчщ](а)$ : і і у ею е?
і(я)$ : ї ї ю єю є
"""

_GIVEN_MAN = f"""
^(?:лев|шота|тома|люка)()$ : - - - - -
^ігор()$ : я еві|ю я ем е|ю
^(?:петр|павл|дмитр|михайл|данил|кирил|гаврил)(о)$ : а ові|у а ом е
[аеєіїоу](й)$ : я єві|ю я єм ю
(ь)$ : я еві|ю я ем ю
(?:е[цклр]|ок|ків|дір|кіп|тін|тір)()$ : - - - - -
[бвґдзлмнпрстф]()$ : а ові|у а ом е
к()$ : а ові|у а ом у
[гх]()$ : а ові|у а ом -
{_A}
лл(я)$ : і і ю ею е
[еиіїуюєё]()$ : = = = = =
"""

_GIVEN_WOMAN = f"""
^любов()$ : і і = - е
[бвгґджзклмнпрстфхцчшщ]()$ : = = = = =
{_A}
[бвдзлмнпрст](я)$ : і і ю ею -
[еиіїуюєоё]()$ : = = = = =
"""

_PATRONYMIC_MAN = """
(?:ович|івич|евич|ліч|міч|кич)()$ : а у|еві а ем у
"""

_PATRONYMIC_WOMAN = """
(?:івн|ївн|овн|евн|ічн)(а)$ : и і у ою о
"""

_FAMILY_MAN = """
[аеєиіїоуюя].*(?:ов|ев|єв|їв)()$ : а у|ові а им -
[сзц]ьк(ий)$ : ого ому ого им =
енк(о)$ : а у|ові а ом у
[уюаяи]к()$ : а у|ові а ом у
[иі]н()$ : а у|ові а им? -
(?:ович|евич|євич)()$ : а у|еві а ем у
^[бвгґджзклмнпрстфхцчшщ]*[ео][бвгґджзклмнпрстфхцчшщ]()$ : - - - - -
[ео]л()$ : - - - - -
[ауюя](й)$ : я ю|єві я єм ю
[бвгґджзклмнпрстфхцчшщ][аоу]л(ь)$ : я ю|еві я ем ю
[аеєиоуюя][дзлмнпстф]()$ : а у|ові а ом -
[еиіїуює]()$ : = = = = =
"""

# Women's names that only look like possessive ones.
_NOUNS = "сова|голова|полова|корова|підкова|діброва|дуброва"

_FAMILY_WOMAN = f"""
^(?:любов|{_NOUNS})()$ : - - - - -
[аеєиіїоуюя].*(?:ов|ев|єв|їв)(а)$ : ої ій у ою -
[сзц]ьк(а)$ : ої ій у ою а
[бвгґджзйклмнпрстфхцчшщьоеиіїуюєё]()$ : = = = = =
"""

PATTERNS: Mapping[tuple[str, str], tuple[Pattern, ...]] = {
    ("given", "m"): patterns(_GIVEN_MAN),
    ("given", "f"): patterns(_GIVEN_WOMAN),
    ("patronymic", "m"): patterns(_PATRONYMIC_MAN),
    ("patronymic", "f"): patterns(_PATRONYMIC_WOMAN),
    ("family", "m"): patterns(_FAMILY_MAN),
    ("family", "f"): patterns(_FAMILY_WOMAN),
}
