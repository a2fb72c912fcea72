"""What the letters of the matrix name, written by hand in every language: people, a place and an office.

A language in Latin letters takes the English names, so that the forms it makes by rule are the pack's and not ours.
"""

FORMS = ("nom", "gen", "dat", "acc", "ins", "prp")
GENDERS = {"timur": "m", "lev": "m", "ali": "m", "jean": "m", "anna": "f", "leila": "f", "zara": "f", "sasha": "x"}
ENGLISH = {
    "timur": "Timur Nazarov",
    "lev": "Lev Gordeev",
    "ali": "Ali Saidov",
    "jean": "Jean-Paul Durand",
    "anna": "Anna Sokolova",
    "leila": "Leila Yunusova",
    "zara": "Zara Muradyan",
    "sasha": "Sasha Chernykh",
}
RUSSIAN = {
    "timur": "Тимур Назаров, Тимура Назарова, Тимуру Назарову, Тимура Назарова, Тимуром Назаровым, Тимуре Назарове",
    "lev": "Лев Гордеев, Льва Гордеева, Льву Гордееву, Льва Гордеева, Львом Гордеевым, Льве Гордееве",
    "ali": "Али Саидов, Али Саидова, Али Саидову, Али Саидова, Али Саидовым, Али Саидове",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана, Жан-Полю Дюрану, Жан-Поля Дюрана, Жан-Полем Дюраном, Жан-Поле Дюране",
    "anna": "Анна Соколова, Анны Соколовой, Анне Соколовой, Анну Соколову, Анной Соколовой, Анне Соколовой",
    "leila": "Лейла Юнусова, Лейлы Юнусовой, Лейле Юнусовой, Лейлу Юнусову, Лейлой Юнусовой, Лейле Юнусовой",
    "zara": "Зара Мурадян, Зары Мурадян, Заре Мурадян, Зару Мурадян, Зарой Мурадян, Заре Мурадян",
    "sasha": "Саша Черных, Саши Черных, Саше Черных, Сашу Черных, Сашей Черных, Саше Черных",
}
# The nominative and the genitive: the Ukrainian pack prints no other form of a person's name.
UKRAINIAN = {
    "timur": "Тимур Назаров, Тимура Назарова",
    "lev": "Лев Гордєєв, Лева Гордєєва",
    "ali": "Алі Саїдов, Алі Саїдова",
    "jean": "Жан-Поль Дюран, Жан-Поля Дюрана",
    "anna": "Анна Соколова, Анни Соколової",
    "leila": "Лейла Юнусова, Лейли Юнусової",
    "zara": "Зара Мурадян, Зари Мурадян",
    "sasha": "Саша Черних, Саші Черних",
}
TAJIK = {
    "timur": "Темур Назаров",
    "lev": "Лев Гордеев",
    "ali": "Алӣ Саидов",
    "jean": "Жан-Пол Дюран",
    "anna": "Анна Соколова",
    "leila": "Лайло Юнусова",
    "zara": "Зара Мурадян",
    "sasha": "Саша Черних",
}
ARABIC = {
    "timur": "تيمور نزاروف",
    "lev": "ليف غوردييف",
    "ali": "علي سعيدوف",
    "jean": "جان بول دوران",
    "anna": "آنا سوكولوفا",
    "leila": "ليلى يونوسوفا",
    "zara": "زارا مراديان",
    "sasha": "ساشا تشيرنيخ",
}
PERSIAN = {
    "timur": "تیمور نظروف",
    "lev": "لف گوردیف",
    "ali": "علی سعیدوف",
    "jean": "ژان پل دوران",
    "anna": "آنا سوکولووا",
    "leila": "لیلا یونسووا",
    "zara": "زارا مرادیان",
    "sasha": "ساشا چرنیخ",
}
CHINESE = {
    "timur": "铁木尔·纳扎罗夫",
    "lev": "列夫·戈尔杰耶夫",
    "ali": "阿里·赛义多夫",
    "jean": "让-保罗·迪朗",
    "anna": "安娜·索科洛娃",
    "leila": "莱拉·尤努索娃",
    "zara": "扎拉·穆拉江",
    "sasha": "萨沙·切尔内赫",
}
NAMES = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "tg": TAJIK,
    "ar": ARABIC,
    "fa": PERSIAN,
    "zh": CHINESE,
}
# In Bukhara.
PLACE = {
    "ar": "في بخارى",
    "de": "in Buchara",
    "en": "in Bukhara",
    "es": "en Bujará",
    "fa": "در بخارا",
    "fr": "à Boukhara",
    "pt": "em Bucara",
    "ru": "в Бухаре",
    "tg": "дар Бухоро",
    "tr": "Buhara’da",
    "uk": "у Бухарі",
    "uz": "Buxoroda",
    "zh": "在布哈拉",
}
OFFICE = {
    "ar": "النيابة العامة للاتحاد الروسي",
    "de": "Generalstaatsanwaltschaft der Russischen Föderation",
    "en": "Office of the Prosecutor General of the Russian Federation",
    "es": "Fiscalía General de la Federación de Rusia",
    "fa": "دادستانی کل فدراسیون روسیه",
    "fr": "Parquet général de la Fédération de Russie",
    "pt": "Procuradoria-Geral da Federação Russa",
    "ru": "Генеральная прокуратура Российской Федерации",
    "tg": "Прокуратураи генералии Федератсияи Россия",
    "tr": "Rusya Federasyonu Başsavcılığı",
    "uk": "Генеральна прокуратура Російської Федерації",
    "uz": "Rossiya Federatsiyasi Bosh prokuraturasi",
    "zh": "俄罗斯联邦总检察院",
}


def forms_of(code: str, key: str) -> dict[str, str]:
    """The forms of somebody's name that are written in a language."""
    names = NAMES[code][key].split(", ")
    return dict(zip(FORMS, names, strict=False))
