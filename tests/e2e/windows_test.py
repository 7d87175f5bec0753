"""The main job through the windows of two desks, under Xvfb."""
import subprocess

from newsroom import BIN, SOURCE, NewsroomTest


class WindowsTest(NewsroomTest):
    def test_main_job_by_driving_the_windows(self):
        for name in ("editor", "managing", "admin"):
            (self.folder / f"{name}.password").write_text(self.server.secret.read_text())
        pictures = self.folder / "pictures"
        pictures.mkdir()
        media = subprocess.run([SOURCE / "tests/data/fetch_media"], capture_output=True, text=True, check=True).stdout.strip()
        done = subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1680x1050x24", BIN / "rawi-tour", "--server", self.server.url,
                               "--secrets", self.folder, "--media", media, "--out", pictures],
                              capture_output=True, text=True, timeout=700, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        self.assertGreaterEqual(len(list(pictures.glob("*.png"))), 90)
