"""The ladder beside ffmpeg and HandBrake: the same codec settings, the same number of sound tracks, without loudness."""
import json
import pathlib
import subprocess

from measure import compare

HERE = pathlib.Path(__file__).resolve().parent
RUNGS = [(1080, 21, 8_000_000, 160), (720, 22, 5_000_000, 128), (480, 23, 2_500_000, 128), (360, 23, 1_200_000, 96)]


def clip():
    """12 s of 1080p from a drone (npm startbootstrap-coming-soon@6.0.7)."""
    cache = subprocess.check_output([HERE.parents[1] / "data" / "fetch_media", "--bench"], text=True).strip()
    return pathlib.Path(cache) / "npm/package/dist/assets/mp4/bg.mp4"


def rendition(height, crf, peak, sound):
    # A peak of 0 would differ from ffmpeg's side; "high" everywhere for the same reason.
    return {"name": f"{height}p", "settings": {
        "form": "mp4", "video": {"height": height, "crf": crf, "max_rate": peak, "speed": "veryfast", "profile": "high"},
        "audio": {"codec": "aac", "rate": sound * 1000}}}


def plan_file(bench, name, rungs):
    path = bench.folder("ladder") / f"{name}.json"
    path.write_text(json.dumps({"renditions": [rendition(*rung) for rung in rungs]}))
    return path


def output(rung, out):
    height, crf, peak, sound = rung
    return ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", crf, "-maxrate", peak, "-bufsize", 2 * peak,
            "-g", 48, "-c:a", "aac", "-b:a", f"{sound}k", "-movflags", "+faststart", out / f"peer-{height}.mp4"]


def ladder(bench):
    film, out = clip(), bench.folder("ladder")
    plan = plan_file(bench, "four", RUNGS)
    splits = "".join(f"[s{height}]" for height, *_ in RUNGS)
    scales = ";".join(f"[s{height}]scale=-2:{height}:flags=bicubic[v{height}]" for height, *_ in RUNGS)
    one = ["ffmpeg", "-v", "error", "-y", "-i", film, "-filter_complex", f"[0:v]split={len(RUNGS)}{splits};{scales}"]
    for rung in RUNGS:
        one += ["-map", f"[v{rung[0]}]", "-map", "0:a:0?", *output(rung, out)]
    four = [["ffmpeg", "-v", "error", "-y", "-i", film, "-vf", f"scale=-2:{rung[0]}:flags=bicubic", *output(rung, out)]
            for rung in RUNGS]
    compare("a ladder of four", [bench.worker, "encode", film, "--plan", plan, "--out", out / "made", "--json"],
            {"one ffmpeg": one, "four ffmpegs": four},
            {"one ffmpeg": {"wall": 0.95, "rss": 0.85}, "four ffmpegs": {"wall": 0.65}}, bench.runs)


def single(bench):
    film, out = clip(), bench.folder("ladder")
    rung = RUNGS[1]
    handbrake = ["HandBrakeCLI", "-i", film, "-o", out / "handbrake.mp4", "-f", "av_mp4", "-O", "-e", "x264", "--encoder-preset",
                 "veryfast", "--encoder-profile", "high", "-q", rung[1], "--encopts",
                 f"vbv-maxrate={rung[2] // 1000}:vbv-bufsize={2 * rung[2] // 1000}:keyint=48", "--width", 1280, "--height", 720,
                 "--non-anamorphic", "--crop", "0:0:0:0", "--vfr", "-E", "av_aac", "-B", rung[3]]
    compare("one rendition of 720p", [bench.worker, "encode", film, "--plan", plan_file(bench, "one", [rung]), "--out",
                                      out / "made", "--json"],
            {"HandBrakeCLI": handbrake}, {"HandBrakeCLI": {"wall": 0.85, "rss": 0.65}}, bench.runs)


BENCHES = {"ladder": ladder, "single": single}
