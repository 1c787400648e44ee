"""Cities and persons that nobody lives in (合成数据), so that scale is tried without anybody's data."""
