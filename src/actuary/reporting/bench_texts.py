"""Texts of measurements beside others (对比测试文字): key -> (zh, en)."""

BENCH = {
    "bench.title": (
        "同机对比：个人应计养老金现值，逐人逐月",
        "Beside others: worth of accrued pensions, person by person and month by month",
    ),
    "bench.machine": (
        "{processor}，{threads}线程；{system}；{versions}",
        "{processor}, {threads} threads; {system}; {versions}",
    ),
    "bench.roofs": (
        "性能上限：内存带宽 {bandwidth} GB/s，乘加 {flops} GFLOP/s",
        "Roofs: bandwidth {bandwidth} GB/s, multiply-adds {flops} GFLOP/s",
    ),
    "bench.name": ("写法", "written in"),
    "bench.persons": ("人数", "persons"),
    "bench.each": ("每人耗时 ns", "ns a person"),
    "bench.difference": ("最大相对差", "largest difference"),
    "bench.ratio": ("为本引擎的倍数", "times the engine"),
    "bench.goal": ("目标倍数", "goal"),
    "bench.absent": ("未安装", "not installed"),
    "bench.step_title": (
        "同机对比：全市人群月度推移",
        "Beside others: the monthly step of a whole city",
    ),
    "bench.threads": ("线程", "threads"),
    "bench.month": ("每月耗时 ms", "ms a month"),
    "bench.processor": ("处理器 ms", "processor"),
    "bench.step_difference": ("最大相对差", "difference"),
    "bench.step_ratio": ("倍数", "ratio"),
    "bench.beside": ("对比线程", "beside"),
    "bench.step_note": (
        "倍数：其耗时与本引擎在对比线程数下耗时之比。每月须读写 {bytes} MB：在能达到的带宽中占 {of_bandwidth}。"
        "上限占比 {of_roof}。",
        "Ratio: its time over the engine's on as many threads as stands under beside. A month reads and writes "
        "{bytes} MB: {of_bandwidth} of the bandwidth. Share of the roof {of_roof}.",
    ),
    "bench.step_operations": (
        "每月 {operations} 百万次加、乘、除：在能达到的乘加中占 {of_multiply_adds}。",
        "It adds, multiplies and divides {operations} million times: {of_multiply_adds} of the multiply-adds.",
    ),
    "bench.note": (
        "本引擎按类别、年龄、待领月数一次算出年金表（{tables}秒），再逐人相乘；他家逐人逐月推算。先核对结果，再计时。",
        "The engine makes one table of annuities by category, age and months waited ({tables} s), then multiplies for "
        "each person; the others project every person month by month. Answers are compared before they are timed.",
    ),
    "growth.title": ("规模增长：耗时与内存", "How time and memory grow"),
    "growth.months": ("测算月数", "months of a run"),
    "growth.districts": ("区（每城十六）", "districts, sixteen a city"),
    "growth.paths": ("模拟路径", "paths simulated"),
    "growth.persons": ("逐人测算人数", "persons one by one"),
    "growth.seconds": ("处理器秒", "processor seconds"),
    "growth.memory": ("内存 MB", "memory MB"),
    "growth.fit_time": (
        "耗时：最佳指数 {exponent}；直线拟合 R² {explained}",
        "time: best exponent {exponent}; straight line R² {explained}",
    ),
    "growth.fit_memory": (
        "内存：最佳指数 {exponent}；直线拟合 R² {explained}",
        "memory: best exponent {exponent}; straight line R² {explained}",
    ),
    "growth.note": (
        "单线程；处理器时间取数次中最短；内存为开始后最多时多占的部分。拟合均含固定开销。",
        "One thread; the least time of the processor of some rounds; memory is the most held beyond what was held "
        "before. Fits allow for a start that does not grow.",
    ),
}
