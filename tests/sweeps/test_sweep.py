"""A sweep: parts by content, the same bytes whoever works, nothing lost and nothing twice when workers are killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import EnvironmentProblem, Problem
from actuary.sweeps.keeping import Parts
from actuary.sweeps.running import errands_of, sweep
from actuary.sweeps.tasks import Done, blocks, tasks_of
from actuary.sweeps.working import worked
from actuary.synthetic.cities import _drawn, city, drawable, in_digits, misfit
from actuary.valuation.prepare import prepare, views

SCENARIOS = ("baseline", "employer-rate-16-from-2017")


def silent(done, total):
    """Nobody hears of progress."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Tables of three synthetic cities like the toy."""
    folder, prepared = tmp_path_factory.mktemp("cities"), prepare("toy")
    paths = [folder / f"{name}.csv" for name in ("one", "two", "three")]
    for number, path in enumerate(paths, start=1):
        city(prepared, 5, number).write_csv(path)
    return paths


@pytest.fixture(scope="module")
def tasks(tables):
    """Three cities under two scenarios."""
    return tasks_of(tables, "toy", SCENARIOS, {})


@pytest.fixture(scope="module")
def serial(tasks):
    """Each part, worked here one after the other."""
    return {task.key: worked(task) for task in tasks}


def bytes_of(parts, tasks):
    """What lies in the folder of a sweep, by key."""
    found = {path.stem: path.read_bytes() for path in (parts.folder / "parts").iterdir()}
    assert len(found) == len({task.key for task in tasks})
    return found


def test_processes_give_the_bytes_of_one_after_the_other(tasks, serial, tmp_path):
    parts = Parts(tmp_path)
    sweep(tasks, parts, 2, None, silent)
    assert bytes_of(parts, tasks) == serial


def test_what_is_there_is_not_computed_again_and_the_rest_is(tasks, serial, tmp_path, monkeypatch):
    parts = Parts(tmp_path)
    for task in tasks[:4]:
        parts.keep(Done(task.key, serial[task.key], 0.0, None))
    assert parts.missing(tasks) == tasks[4:]
    given = []
    monkeypatch.setattr("actuary.sweeps.running._in_processes", lambda left, workers: given.append(left) or iter(()))
    sweep(tasks, parts, 2, None, silent)
    assert given == [[(task,) for task in tasks[4:]]]


def test_the_table_of_a_sweep_names_city_and_scenario(tasks, serial, tmp_path):
    parts = Parts(tmp_path)
    for key, part in serial.items():
        parts.keep(Done(key, part, 0.5, 1 << 20))
    table = pl.read_parquet(parts.gather(tasks))
    assert table["city"].unique(maintain_order=True).to_list() == ["one", "two", "three"]
    assert table["scenario"].unique(maintain_order=True).to_list() == list(SCENARIOS)
    costs = pl.read_parquet(tmp_path / "costs.parquet")
    assert costs["part"].to_list() == [task.key for task in tasks]
    assert costs["bytes"].to_list() == [len(serial[task.key]) for task in tasks]
    assert costs["processor_seconds"].unique().to_list() == [0.5]


def test_a_part_is_named_by_content_not_by_the_name_of_its_city(tables, tasks, tmp_path):
    shutil.copy(tables[0], tmp_path / "renamed.csv")
    renamed = tasks_of([tmp_path / "renamed.csv"], "toy", SCENARIOS, {})
    assert renamed[0].inputs.content == tasks[0].inputs.content
    changed = tasks_of([tables[0]], "toy", SCENARIOS, {"to": "2017-12"})
    assert changed[0].key != tasks[0].key
    assert len({task.key for task in tasks}) == len(tasks)


def test_two_cities_of_one_name_are_refused(tables):
    with pytest.raises(Problem, match="Named twice: one"):
        tasks_of([tables[0], tables[0]], "toy", SCENARIOS, {})


def test_a_bad_city_is_a_letter_from_the_worker(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("parameter,from,key,new_value,new_source\nno.such,2015-01,,1,me\n")
    with pytest.raises(Problem, match=r"no\.such") as refused:
        sweep(tasks_of([bad], "toy", ("baseline",), {}), Parts(tmp_path / "out"), 1, None, silent)
    assert refused.value.letters[0].file == "bad.csv"


def test_a_city_that_cannot_be_done_is_named_when_the_others_are_done(tables, tmp_path):
    """One letter names it, whatever the order; what the others came to is there."""
    bad = tmp_path / "bad.csv"
    bad.write_text("parameter,from,key,new_value,new_source\nno.such,2015-01,,1,me\n")
    parts = Parts(tmp_path / "out")
    asked = tasks_of([bad, *tables[:2]], "toy", SCENARIOS, {})
    with pytest.raises(Problem) as told:
        sweep(asked, parts, 1, None, silent)
    assert [letter.file for letter in told.value.letters] == ["bad.csv"]
    assert parts.missing(asked) == asked[:2]


WOMEN = "basis.flow.women_category"


def test_shares_that_lean_are_drawn_with_their_total():
    """Of a table that leans, such as employed women by their old age of retirement, the shares move and sum to one; of
    a table that is multiplied, all values move by one factor."""
    prepared = prepare("wuhan-2015")
    basis = views(prepared).basis.parameters.parameters
    (leaning,) = basis[WOMEN].values
    scaled = basis["basis.wage.age_profile"].values[0]
    assert leaning.tilts
    assert not scaled.tilts
    cities = [city(prepared, 1, number) for number in range(1, 9)]
    for drawn in cities:
        shares = drawn.filter(pl.col("parameter") == WOMEN)["new_value"].to_numpy()
        assert shares.sum() == pytest.approx(1.0, abs=1e-12)
        assert 0.4 * 0.8 / (0.4 * 0.8 + 0.6 * 1.2) < shares[0] < 0.4 * 1.2 / (0.4 * 1.2 + 0.6 * 0.8)
        wages = drawn.filter(pl.col("parameter") == "basis.wage.age_profile")["new_value"].to_numpy()
        assert np.ptp(wages / np.array(scaled.value.values)) < 1e-12
    assert len({drawn.filter(pl.col("parameter") == WOMEN)["new_value"][0] for drawn in cities}) == 8


def test_a_city_is_drawn_again_where_its_people_do_not_fit():
    """Were those shares multiplied instead, a low draw would lose women, and more resident pensioners would be counted
    than people of their age: city 3 of seed 1 as first drawn."""
    prepared = prepare("wuhan-2015")
    women = views(prepared).basis.parameters.parameters[WOMEN]
    multiplied = replace(women, values=tuple(replace(row, tilts=False) for row in women.values))
    prepared = prepared.with_parameters({WOMEN: multiplied})
    random = np.random.Generator(np.random.Philox(key=[1, 3]))
    first, second = (_drawn(prepared, random, "synthetic city 3, seed 1") for _ in range(2))
    assert misfit(prepared, first) is not None
    assert misfit(prepared, second) is None
    assert city(prepared, 1, 3).equals(second)


@pytest.mark.parametrize("number", [99, 120])
def test_a_city_with_a_figure_near_nought_can_be_read_again(tmp_path, number):
    """Neither in powers of ten, nor with more digits than a cell may have; and no share is more than the whole."""
    prepared = prepare("wuhan-2015")
    drawn = city(prepared, 1, number)
    (tmp_path / "city.csv").write_bytes(in_digits(drawn))
    told = prepared.with_figures(tmp_path / "city.csv")
    assert len(told.replaced) == len(drawn)
    women = drawn.filter(pl.col("parameter") == "basis.injury.women")["new_value"]
    assert women.max() <= 1.0


def test_a_city_of_gigabytes_is_refused_unread(tmp_path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Problem, match="20 MB"):
        tasks_of([tmp_path / "huge.csv"], "toy", ("baseline",), {})


def test_a_folder_without_tables_is_a_letter_and_nothing_is_made(tmp_path):
    (tmp_path / "none").mkdir()
    asked = ["sweep", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--lang", "en"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2, result.exception
    assert "holds no table" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_sweep_over_part_of_a_year_has_nothing_to_tell():
    (task,) = tasks_of(["toy"], "toy", ("baseline",), {"to": "2016-11"})
    with pytest.raises(Problem, match=r"no whole year\. Choose 2016-12"):
        worked(task)


def test_a_worker_of_another_program_is_refused(tasks):
    with pytest.raises(EnvironmentProblem, match="another version"):
        worked(tasks[0]._replace(ground="0" * 64))


def test_no_scheduler_is_a_letter(tasks, tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(EnvironmentProblem, match="give the same command"):
        sweep(tasks, Parts(tmp_path), 1, f"tcp://127.0.0.1:{free_port()}", silent)


@pytest.mark.parametrize("address", ["foo", "ftp://x:1", "tcp://", "tcp://127.0.0.1", "tcp://a b:1"])
def test_what_is_no_address_is_a_letter(tasks, tmp_path, address):
    pytest.importorskip("distributed")
    with pytest.raises(Problem, match="is not the address of a scheduler"):
        sweep(tasks, Parts(tmp_path), 1, address, silent)


def test_tls_without_certificates_is_a_letter(tasks, tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(EnvironmentProblem, match="needs certificates"):
        sweep(tasks, Parts(tmp_path), 1, f"tls://127.0.0.1:{free_port()}", silent)


def test_a_cluster_behind_tls_gives_the_same_bytes(tasks, serial, tmp_path):
    """Scheduler, worker and client show certificates that one authority signed."""
    dask = pytest.importorskip("dask")
    pytest.importorskip("distributed")
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=loopback"]
    subprocess.run([*made, "-keyout", key, "-out", cert], check=True, capture_output=True)
    shown = ["--tls-ca-file", str(cert), "--tls-cert", str(cert), "--tls-key", str(key)]
    parts, port = Parts(tmp_path / "out"), free_port()
    address = f"tls://127.0.0.1:{port}"
    tls = "distributed.comm.tls"
    names = {f"{tls}.ca-file": str(cert), f"{tls}.client.cert": str(cert), f"{tls}.client.key": str(key)}
    quiet = ["--no-dashboard"]
    host = ["--protocol", "tls", "--host", "127.0.0.1", "--port", str(port), "--no-jupyter"]
    with (
        started("scheduler", *host, *quiet, *shown),
        started("worker", address, "--nthreads", "1", "--no-nanny", *quiet, *shown),
        dask.config.set(names),
    ):
        wait_for(port)
        sweep(tasks, parts, 1, address, silent)
    assert bytes_of(parts, tasks) == serial


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def started(*arguments):
    """A process of Dask's own command line, killed at the end."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", "dask", *arguments], start_new_session=True, **quiet)
    try:
        yield process
    finally:
        kill(process)


def kill(process):
    """SIGKILL to a process and its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def scheduler(port):
    """A real scheduler on the loopback."""
    return started("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-jupyter")


def worker(port):
    """A real worker process with one thread, without a nurse."""
    address = f"tcp://127.0.0.1:{port}"
    return started("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")


def wait_for(port):
    """Until somebody listens."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("no scheduler")


def test_a_worker_killed_in_mid_run_and_a_late_one_lose_nothing(tasks, serial, tmp_path):
    """Two workers; the first is killed when a part has come in, another comes late."""
    pytest.importorskip("distributed")
    parts, port, late = Parts(tmp_path), free_port(), []
    with scheduler(port):
        wait_for(port)
        with worker(port) as first, worker(port):

            def told(done, total):
                if done == 1:
                    kill(first)
                    late.append(worker(port))
                    late[0].__enter__()

            sweep(tasks, parts, 1, f"tcp://127.0.0.1:{port}", told)
            late[0].__exit__(None, None, None)
    assert bytes_of(parts, tasks) == serial


def test_after_the_scheduler_died_the_same_command_goes_on(tasks, serial, tmp_path):
    """The scheduler is killed when two parts are there: a letter; with a new one only the rest is computed."""
    pytest.importorskip("distributed")
    parts, port = Parts(tmp_path), free_port()
    with scheduler(port) as one, worker(port):
        wait_for(port)

        def told(done, total):
            if done == 2:
                kill(one)

        with pytest.raises(EnvironmentProblem, match="What was done is kept"):
            sweep(tasks, parts, 1, f"tcp://127.0.0.1:{port}", told)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "parts").iterdir()}
    assert len(before) >= 2
    again = free_port()
    with scheduler(again), worker(again):
        wait_for(again)
        sweep(tasks, parts, 1, f"tcp://127.0.0.1:{again}", silent)
    assert bytes_of(parts, tasks) == serial
    assert all((tmp_path / "parts" / name).stat().st_mtime_ns == when for name, when in before.items())


def test_a_drawn_city_lies_within_the_ranges_and_is_the_same_again():
    prepared = prepare("toy")
    first, again, other = (city(prepared, 5, number) for number in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)
    ranges = {each.name: each for each in drawable(views(prepared))}
    for name, month, value in first.filter(pl.col("key").is_null()).select("parameter", "from", "new_value").rows():
        rows = [row for row in ranges[name].values if f"{row.from_ // 12}-{row.from_ % 12 + 1:02d}" == month]
        assert any(row.low <= value <= row.high for row in rows if row.low is not None)


@pytest.fixture(scope="module")
def simulated(tables):
    """Six paths of chance of two cities under two scenarios, in blocks of four."""
    return tasks_of(tables[:2], "toy", SCENARIOS, {"to": "2017-12"}, blocks(6, 4, 3, "", 2))


def test_paths_are_parts_of_their_own_and_the_same_whoever_works(simulated, tmp_path):
    """Blocks of a city go to one worker; their rows are those of one block of all."""
    assert [len(errand) for errand in errands_of(simulated)] == [4, 4]
    parts = Parts(tmp_path)
    sweep(simulated, parts, 2, None, silent)
    alone = {task.key: worked(task) for task in simulated[:2]}
    assert bytes_of(parts, simulated) | alone == bytes_of(parts, simulated)
    whole = simulated[0]._replace(paths=blocks(6, 6, 3, "", 2)[0])
    order = ["fund", "account", "path", "year"]
    both = pl.concat(pl.read_parquet(parts.path(task.key)) for task in simulated[:2])
    assert both.sort(order).equals(pl.read_parquet(worked(whole)).sort(order))


def test_paths_of_a_reform_are_those_of_the_baseline_moved_by_it(simulated):
    """The same dice under both: a lower rate of employers takes the same share of receipts in all paths, nearly."""
    wanted = (pl.col("account") == "enterprise") & (pl.col("year") == 2017)
    base, reform = simulated[0], next(task for task in simulated if task.scenario != "baseline")
    before, after = (pl.read_parquet(worked(task)).filter(wanted).sort("path")["receipts"] for task in (base, reform))
    assert before.n_unique() == len(before) == 4
    left = after / before
    assert (left < 0.99).all()
    assert left.max() - left.min() < 0.01


def test_more_paths_leave_full_blocks_what_they_are(tables, simulated):
    more = tasks_of(tables[:2], "toy", SCENARIOS, {"to": "2017-12"}, blocks(9, 4, 3, "", 2))
    keys = {task.key for task in more}
    assert [task.key in keys for task in simulated] == [True, False] * 4
    assert len({task.key for task in simulated}) == 8
