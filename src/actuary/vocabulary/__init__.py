"""The one list of names (名词表): funds, accounts, statuses, categories, districts, and the registry of items."""

from enum import IntEnum

from actuary.vocabulary.declared import DECLARED
from actuary.vocabulary.naming import SEVEN as SEVEN
from actuary.vocabulary.naming import Name as Name
from actuary.vocabulary.naming import Status as Status


class Category(IntEnum):
    """Category of person by sex and old statutory age (性别与原退休年龄类别)."""

    MALE60 = 0
    FEMALE55 = 1
    FEMALE50 = 2


CATEGORIES = (
    Name("male60", "男（原60岁）", "men, old age 60"),
    Name("female55", "女（原55岁）", "women, old age 55"),
    Name("female50", "女（原50岁）", "women, old age 50"),
)

STATUSES = (
    Name("child_or_student", "儿童与学生", "child or student"),
    Name("enterprise_employee", "企业职工", "enterprise employee"),
    Name("institution_employee", "事业单位职工", "institution employee"),
    Name("organ_employee", "机关工作人员", "organ employee"),
    Name("flexible_worker", "灵活就业人员", "flexible worker"),
    Name("dormant", "中断缴费", "insured but not paying"),
    Name("unemployed", "领取失业金人员", "unemployed with benefit"),
    Name("employee_retiree", "企业退休人员", "employee retiree"),
    Name("new_retiree", "当年新退休人员", "employee retiree awarded this year"),
    Name("public_retiree", "机关事业单位退休人员", "public retiree"),
    Name("resident_contributor", "居民养老缴费人员", "resident-pension contributor"),
    Name("resident_pensioner", "居民养老领取人员", "resident pensioner"),
    Name("other_resident", "其他居民", "other resident"),
    Name("insured_elsewhere", "异地或上级参保", "insured elsewhere"),
    Name("resident_waiting", "转入居民养老待领人员", "moved to the resident pension, waiting for its age"),
)

DISTRICTS = (
    Name("jiangan", "江岸", "Jiang'an"),
    Name("jianghan", "江汉", "Jianghan"),
    Name("qiaokou", "硚口", "Qiaokou"),
    Name("hanyang", "汉阳", "Hanyang"),
    Name("wuchang", "武昌", "Wuchang"),
    Name("qingshan", "青山", "Qingshan"),
    Name("hongshan", "洪山", "Hongshan"),
    Name("dongxihu", "东西湖", "Dongxihu"),
    Name("caidian", "蔡甸", "Caidian"),
    Name("jiangxia", "江夏", "Jiangxia"),
    Name("huangpi", "黄陂", "Huangpi"),
    Name("xinzhou", "新洲", "Xinzhou"),
    Name("jingkai", "武汉经开", "Jingkai"),
    Name("donghu_gaoxin", "东湖高新", "Donghu Gaoxin"),
    Name("donghu_fengjing", "东湖风景", "Donghu Fengjing"),
)

FUNDS = (*SEVEN, *(fund.name for fund in DECLARED))

ACCOUNTS: dict[str, tuple[Name, ...]] = {
    "employee_pension": (Name("enterprise", "企业", "enterprise"), Name("public", "机关事业", "public")),
    "resident_pension": (Name("basic", "基础", "basic"), Name("individual", "个人账户", "individual")),
    "employee_medical": (
        Name("pooled", "统筹", "pooled"),
        Name("individual", "个人账户", "individual"),
        Name("large_amount", "大额", "large amount"),
    ),
    "resident_medical": (
        Name("urban", "城镇居民", "urban"),
        Name("rural_cooperative", "新农合", "rural co-operative"),
        Name("serious_illness", "大病", "serious illness"),
    ),
    "unemployment": (Name("pooled", "统筹", "pooled"),),
    "work_injury": (Name("pooled", "统筹", "pooled"), Name("reserve", "储备金", "reserve")),
    "maternity": (Name("pooled", "统筹", "pooled"),),
    **{fund.name.key: (Name("pooled", "统筹", "pooled"),) for fund in DECLARED},
}
TAGS = ("published", "statute", "derived", "proxy", "judgement")
