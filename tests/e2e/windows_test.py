"""The main job through the windows of two desks, under Xvfb."""
import os
import shutil
import subprocess

from newsroom import BIN, SOURCE, NewsroomTest


class WindowsTest(NewsroomTest):
    def test_main_job_by_driving_the_windows(self):
        for name in ("editor", "managing", "admin"):
            (self.folder / f"{name}.password").write_text(self.server.secret.read_text())
        pictures = self.folder / "pictures"
        pictures.mkdir()
        media = subprocess.run([SOURCE / "tests/data/fetch_media"], capture_output=True, text=True, check=True).stdout.strip()
        done = subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", BIN / "rawi-tour", "--server", self.server.url,
                               "--secrets", self.folder, "--media", media, "--out", pictures],
                              capture_output=True, text=True, timeout=700, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        self.assertGreaterEqual(len(list(pictures.glob("*.png"))), 120)
        self.keep(pictures, "usual")

    def test_house_at_200_percent(self):
        """A full HD screen at 200 %: 960 × 540 for whatever is drawn."""
        (self.folder / "admin.password").write_text(self.server.secret.read_text())
        pictures = self.folder / "pictures"
        pictures.mkdir()
        done = subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", BIN / "rawi-tour", "--server", self.server.url,
                               "--secrets", self.folder, "--media", self.folder, "--out", pictures, "--only-house", "--size", "960x540"],
                              capture_output=True, text=True, timeout=700, check=False, env=os.environ | {"QT_SCALE_FACTOR": "2"})
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        self.assertGreaterEqual(len(list(pictures.glob("*.png"))), 60)
        self.keep(pictures, "200")

    def keep(self, pictures, name):
        """Leaves the pictures in $RAWI_PICTURES, when that is set."""
        if folder := os.environ.get("RAWI_PICTURES"):
            shutil.copytree(pictures, os.path.join(folder, name), dirs_exist_ok=True)
