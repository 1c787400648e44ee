"""Texts of the commands (命令行文字): key -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "check.fine": ("{root}：数据无误。", "{root}: nothing wrong."),
    "check.files": ("文件 {count} 个", "files: {count}"),
    "check.parameters": ("参数 {count} 个", "parameters: {count}"),
    "check.values": ("取值 {count} 个", "values: {count}"),
    "check.tag": ("　其中 {word}：{count}", "  {word}: {count}"),
    "schema.files": ("数据文件：{kinds}", "files: {kinds}"),
    "schema.printed": ("命令输出：{kinds}", "printed: {kinds}"),
    "schema.written": ("已写入 {count} 个格式文件：{folder}", "{count} schemas written to {folder}"),
    "template.written": (
        "已写入 {file}：{rows} 行；填写“新值”“新来源”后用 --inputs 运行",
        "{rows} rows written to {file}; fill in new_value and new_source, and run with --inputs",
    ),
    "synth.written": ("已在 {folder} 写入 {cities} 座合成城市", "{cities} synthetic cities written to {folder}"),
    "sweep.written": (
        "{tasks} 项任务，其中 {missing} 项新算，用时 {seconds} 秒；已写入 {file}",
        "{tasks} tasks, {missing} of them computed now in {seconds} s; written to {file}",
    ),
    "sweep.short": (
        "{city}：{name} 取不到{end}，路径只抽到其 {share:.0%}：{why}",
        "{city}: paths draw {name} {share:.0%} of the way to its {end}, which cannot be: {why}",
    ),
    "sweep.low": ("低值", "low end"),
    "sweep.high": ("高值", "high end"),
    "query.more": (
        "只显示前 {shown} 行；全部用 --csv 或 --json",
        "the first {shown} rows; all of them by --csv or --json",
    ),
    "runs.none": ("{place}：没有运行。", "{place}: no runs."),
    "runs.draft": ("草稿", "draft"),
    "runs.reviewed": ("已复核", "reviewed"),
    "runs.issued": ("已签发", "issued"),
    "runs.gone": ("（文件夹已不在）", " (folder gone)"),
    "runs.lineage": ("    方案 {reforms}，对照运行 {base}", "    reforms {reforms}, base {base}"),
    "runs.no_base": ("未登记", "not registered"),
    "runs.unfinished": (
        "{folder}：未写完的文件夹（正在写入，或写入时被中断）；若没有运行在写，可以删除",
        "{folder}: an unfinished write, in progress or killed; if no run is being written, it may be removed",
    ),
    "runs.tagged": ("{folder}：{standing}，{by}，{at}", "{folder}: {standing}, {by}, {at}"),
    "verify.holds": ("{folder}：全部成立。", "{folder}: everything holds."),
    "verify.unregistered": (
        "登记簿里没有这次运行：没有恒等式约束的数，只有 --repeat 能查。",
        "The register of runs does not hold it: of figures that no identity binds, --repeat alone can tell.",
    ),
    "verify.repeated": ("重算后逐字节相同。", "Made again, it is the same byte for byte."),
    "verify.program": (
        "程序已不是当时的版本；重算用的是现在的程序。",
        "The program is not the one that made this run; it was made again with the present one.",
    ),
    "tag.published": ("已公布", "published"),
    "tag.statute": ("法定", "statute"),
    "tag.derived": ("推导", "derived"),
    "tag.proxy": ("代理", "proxy"),
    "tag.judgement": ("判断", "judgement"),
}


def say(key: str, language: str, **values: object) -> str:
    """The text of `key` in a language, zh or en, its fields filled."""
    chinese, english = TEXTS[key]
    return (chinese if language == "zh" else english).format(**values)
