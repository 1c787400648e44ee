"""Experience studies (经验分析): what was counted against what the beliefs expect, with how far it may be believed."""

from actuary.experience.study import study

__all__ = ["study"]
