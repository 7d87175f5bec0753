"""Storyboard, waveform, loudness and probe beside the tools people use for them."""
import pathlib
import shutil
import subprocess

from measure import Served, compare

MINUTES_OF_SOUND = 10  # libebur128 takes most of a minute for an hour


def ffmpeg(*words):
    return ["ffmpeg", "-v", "error", "-y", *words]


def storyboard(bench):
    film, out = bench.hour(), bench.folder("storyboard")
    small = "scale=240:-2,tile=10x10"
    peers = {"ffmpeg nokey": ffmpeg("-skip_frame", "nokey", "-i", film, "-an", "-vsync", "0", "-vf", small, out / "key%d.jpg")}
    goals = {"ffmpeg nokey": {"wall": 0.5}, "ffmpeg fps filter": {"wall": 0.05}}
    ours = [bench.worker, "storyboard", film, "--out", out, "--json"]
    compare("storyboard of an hour (360 pictures at most)", ours, peers, goals, bench.runs)
    # Decodes every frame: once is enough to know.
    fps = {"ffmpeg fps filter": ffmpeg("-i", film, "-an", "-vf", f"fps=1/10,{small}", out / "fps%d.jpg")}
    compare("the same beside the fps filter, once", ours, fps, goals, 1)


def waveform(bench):
    out = bench.folder("waveform")
    for what, film in (("an hour's film", bench.hour()), ("an hour's sound", bench.hour_of_sound())):
        compare(f"waveform of {what}", [bench.worker, "waveform", film, "--out", out, "--json"],
                {"ffmpeg showwavespic": ffmpeg("-i", film, "-filter_complex", "showwavespic=s=1800x200", "-frames:v", "1",
                                               out / "wave.png")},
                {"ffmpeg showwavespic": {"wall": 0.7, "rss": 0.06}}, bench.runs)


def loudness(bench):
    program = bench.bin / "bench_loudness"
    if not program.exists():
        raise SystemExit("bench_loudness is not built: install libebur128-dev (installers/packages.sh, group bench)")
    raw = bench.folder("loudness") / "sound.f32"
    subprocess.run(ffmpeg("-i", bench.hour(), "-t", str(MINUTES_OF_SOUND * 60), "-vn", "-ac", "2", "-ar", "48000", "-f",
                          "f32le", raw), check=True)
    costs = compare(f"integrated loudness and true peak of {MINUTES_OF_SOUND} minutes of stereo",
                    [program, "rawi", raw, 48000, 2], {"libebur128": [program, "libebur128", raw, 48000, 2]},
                    {"libebur128": {"cpu": 0.15}}, bench.runs)
    (own, own_peak), (theirs, their_peak) = ((float(word) for word in costs[name].output.split())
                                             for name in ("rawi", "libebur128"))
    print(f"  integrated {own:.2f} and {theirs:.2f} LUFS (goal: within 0.05: {'met' if abs(own - theirs) <= 0.05 else 'MISSED'}), "
          f"true peak {own_peak:.2f} and {their_peak:.2f} dBTP")
    raw.unlink()


def probe(bench):
    """1,000 files, each in a process of its own: forked from a ready one, as the desk does it; started anew, as by hand and by the
    server; ffprobe started anew."""
    folder = bench.folder("probe")
    sources = [path for path in bench.small_files() if path.stat().st_size < 3_000_000]
    files = []
    for number in range(1000):
        source = sources[number % len(sources)]
        copy = folder / f"{number}{source.suffix}"
        if not copy.exists():
            shutil.copy(source, copy)
        files.append(copy)
    probes = [["probe", path, "--json"] for path in files]
    compare("probe of 1,000 files one after the other, served", Served([bench.worker, "serve"], probes),
            {"rawi, started for each": [[bench.worker, *words] for words in probes],
             "ffprobe": [["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", path] for path in files]},
            {}, 1, note="ffprobe decodes no frame and has no sandbox")
    shutil.rmtree(folder)


BENCHES = {"storyboard": storyboard, "waveform": waveform, "loudness": loudness, "probe": probe}
