"""Columns of a table of experience (经验数据表的列): one row a cell of exposure and what happened in it."""

from actuary.errors import Both
from actuary.months import parse
from actuary.sheets.columns import CATEGORY, Column
from actuary.vocabulary import FUNDS

EVENTS = {
    "death": ("死亡", "死亡人数"),
    "birth": ("生育", "分娩", "出生"),
    "dormancy": ("中断", "中断缴费"),
    "return": ("恢复", "恢复缴费", "续缴"),
    "port_out": ("转出", "关系转出", "转移接续"),
    "job_loss": ("失业", "新增领取", "领取失业金"),
    "reemployment": ("再就业", "重新就业"),
    "injury": ("工伤", "认定工伤", "工伤认定"),
}
"""What may be counted -> the words for it."""
OLDEST = 110

COLUMNS = (
    Column("event", "choice", Both("事件", "what is counted"), ("事件", "类型"), required=True, choices=EVENTS),
    Column(
        "fund", "choice", Both("险种", "fund of those counted"), ("险种", "基金"),
        choices={name.key: (name.zh, name.en) for name in FUNDS},
    ),
    Column(
        "category", "choice", Both("人员类别", "category"), ("人员类别", "类别"), required=True,
        choices=CATEGORY,
    ),
    Column("age", "count", Both("周岁", "completed age"), ("年龄", "周岁"), required=True, low=0, high=OLDEST),
    Column(
        "month", "month", Both("观察期的中间月份", "month in the middle of the period"), ("年月", "月份", "观察月份"),
        required=True, low=parse("2010-01"), high=parse("2070-12"),
    ),
    Column(
        "exposure", "number", Both("暴露人年", "person-years exposed"), ("暴露人年", "暴露", "人年"),
        required=True, low=0, high=1e9,
    ),
    Column("actual", "number", Both("实际发生数", "how many there were"), ("实际", "实际发生数", "发生数"),
           required=True, low=0, high=1e9),
)  # fmt: skip
"""The rest of the headings is told and not used."""
