"""Letters in scripts that are read from the right or have no spaces, for the tests of every format."""

from msgspec.structs import replace

from builders.formats_pdf import LETTER, paragraph
from ualetters.compose.direction import from_right
from ualetters.model.letter import Align, Block, Bullets, Letter, Lines, Mailing, Paragraph, Part, Role, Ruled

FAX = "+7\u00a0499\u00a0265-90-77"
ADDRESS = "priemnaya@mvd.example.ru"


def from_the_right(role: Role, *blocks: Block, align: Align = Align.START) -> Part:
    """A part as `compose` makes it of a pack that is read from the right."""
    return Part(role, align, tuple(map(from_right, blocks)))


ARABIC = replace(
    LETTER,
    language="ar",
    direction="rtl",
    script="Arab",
    title="اختفاء تيمور نازاروف",
    mark="نموذج – لا يُرسَل",
    parts=(
        from_the_right(Role.DATE, Paragraph("28\u00a0يناير 2013"), align=Align.END),
        from_the_right(
            Role.INSIDE_ADDRESS,
            Lines(("معالي السيد بافل سوكولوف", "وزير الداخلية", "ul. Zhitnaya 16", "119991 Moscow", "الاتحاد الروسي")),
        ),
        from_the_right(
            Role.CHANNELS,
            Lines((f"فاكس: {FAX}، +7\u00a0495\u00a0667-05-98", f"البريد الإلكتروني: {ADDRESS}، info@mvd.example.ru")),
        ),
        from_the_right(Role.SUBJECT, Paragraph("الموضوع: اختفاء تيمور نازاروف")),
        from_the_right(Role.SALUTATION, Paragraph("معالي الوزير،"), Paragraph("تحية طيبة وبعد،")),
        from_the_right(
            Role.BODY,
            Paragraph(
                "أكتب إليكم بشأن اختفاء تيمور نازاروف، وهو من مواطني أوزبكستان (مواليد عام 1980)، وقد شوهد للمرة "
                "الأخيرة في مقاطعة موسكو بتاريخ 14\u00a0ديسمبر 2012. وتفيد منظمة Human Rights Watch (HRW) بأنه "
                "ربما اختُطف."
            ),
            Paragraph("أناشدكم القيام بما يلي:"),
            Bullets(
                (
                    "فتح تحقيق فوري ونزيه في اختفائه، وإبلاغ أسرته بنتائجه؛",
                    "ضمان عدم إعادة أي شخص إلى بلد قد يتعرض فيه للتعذيب.",
                )
            ),
            Paragraph("وأشكركم سلفاً على اهتمامكم برسالتي."),
        ),
        from_the_right(Role.CLOSE, Paragraph("وتفضلوا بقبول فائق الاحترام والتقدير،")),
        from_the_right(
            Role.SIGNATURE, Ruled("الاسم:"), Ruled("العنوان البريدي:", 2), Ruled("التوقيع:"), Ruled("التاريخ:")
        ),
        from_the_right(Role.CC, Lines(("نسخة إلى: السيد مدير دائرة أمن الحدود",))),
    ),
    mailing=Mailing(("office@example.ru",), "اختفاء تيمور نازاروف"),
)

PERSIAN = replace(
    ARABIC,
    language="fa",
    title="ناپدید شدن تیمور نظراف",
    mark="نمونه – ارسال نشود",
    parts=(
        from_the_right(Role.DATE, Paragraph("۲۸\u00a0ژانویهٔ ۲۰۱۳"), align=Align.END),
        from_the_right(
            Role.INSIDE_ADDRESS,
            Lines(("جناب آقای پاول سوکولوف", "وزیر کشور", "ul. Zhitnaya 16", "119991 Moscow", "روسیه")),
        ),
        from_the_right(Role.CHANNELS, Lines((f"نمابر: {FAX}", f"رایانامه: {ADDRESS}"))),
        from_the_right(Role.SUBJECT, Paragraph("موضوع: ناپدید شدن تیمور نظراف")),
        from_the_right(Role.SALUTATION, Paragraph("جناب آقای وزیر،")),
        from_the_right(
            Role.BODY,
            Paragraph(
                "این نامه را دربارهٔ ناپدید شدن تیمور نظراف می‌نویسم که آخرین بار در ۱۴\u00a0دسامبر ۲۰۱۲ در استان مسکو "
                "دیده شده است. بیم آن می‌رود که او ربوده شده باشد."
            ),
            Paragraph("از شما می‌خواهم:"),
            Bullets(
                (
                    "دربارهٔ ناپدید شدن او بی‌درنگ تحقیقی بی‌طرفانه انجام دهید؛",
                    "تضمین کنید که هیچ‌کس به کشوری که در آن با خطر شکنجه روبه‌رو است بازگردانده نشود.",
                )
            ),
        ),
        from_the_right(Role.CLOSE, Paragraph("با احترام،")),
        from_the_right(Role.SIGNATURE, Lines(("آنا ماریا کلر", "Bahnhofstrasse 1, 8001 Zürich"))),
    ),
    mailing=Mailing(("office@example.ru",), "ناپدید شدن تیمور نظراف"),
)

CHINESE = replace(
    LETTER,
    language="zh-Hans",
    script="Hans",
    title="帖木儿·纳扎罗夫失踪",
    mark="样本——请勿发送",
    parts=(
        Part(
            Role.INSIDE_ADDRESS,
            Align.START,
            (Lines(("内务部部长", "帕维尔·索科洛夫先生", "ul. Zhitnaya 16", "119991 Moscow", "俄罗斯联邦")),),
        ),
        Part(Role.CHANNELS, Align.START, (Lines((f"传真：{FAX}", f"电子邮件：{ADDRESS}")),)),
        paragraph("事由：帖木儿·纳扎罗夫失踪", Role.SUBJECT),
        paragraph("尊敬的部长阁下：", Role.SALUTATION),
        Part(
            Role.BODY,
            Align.START,
            (
                Paragraph(
                    "\u3000\u3000我谨就帖木儿·纳扎罗夫（乌兹别克斯坦公民，1980年出生）失踪一事致函阁下。他于2012年12月"
                    "14日在莫斯科州最后一次露面，此后下落不明。据“人权观察”（Human Rights Watch）称，他可能已遭绑架；"
                    "《禁止酷刑公约》禁止将任何人遣返至其可能遭受酷刑的国家。"
                ),
                Paragraph("\u3000\u3000我恳请您："),
                Bullets(
                    ("对他的失踪立即展开公正调查，并将结果告知其家属；", "确保不将任何人遣返至其可能遭受酷刑的国家。")
                ),
                Paragraph("\u3000\u3000如蒙您告知所采取的措施，我将不胜感激。感谢您对此事的关注。"),
            ),
        ),
        Part(Role.CLOSE, Align.START, (Lines(("\u3000\u3000此致", "敬礼！")),)),
        Part(Role.SIGNATURE, Align.END, (Ruled("签名："), Ruled("姓名："))),
        paragraph("2013年1月28日", Role.DATE, Align.END),
        Part(Role.CC, Align.START, (Lines(("抄送：联邦边防局副局长",)),)),
    ),
    mailing=Mailing(("office@example.ru",), "帖木儿·纳扎罗夫失踪"),
)

SCRIPTS = {"Arabic": ARABIC, "Persian": PERSIAN, "Chinese": CHINESE}


def with_parts(letter: Letter, *parts: Part) -> Letter:
    """The letter with these parts and without a mark."""
    return replace(letter, mark="", parts=parts)
