"""What smilet-device run does, in Python with OpenCV's smile cascade: replays the pictures of a folder at 30 frames per
second and prints one line of JSON per frame. At the end it prints its CPU time per frame, without that of its start.

    python3 device/src/bench/python/smile_cascade.py FOLDER FRAMES

Needs Debian's python3-opencv and opencv-data.
"""

import json
import os
import sys
import time

import cv2

CASCADE = "/usr/share/opencv4/haarcascades/haarcascade_smile.xml"
WARM_UP = 300


def cpu_seconds():
    times = os.times()
    return times.user + times.system


folder, frames = sys.argv[1], int(sys.argv[2])
cv2.setNumThreads(1)
cascade = cv2.CascadeClassifier(CASCADE)
pictures = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".png"))
due = time.monotonic()
for frame in range(frames):
    if frame == WARM_UP:
        warm = cpu_seconds()
    picture = cv2.imread(pictures[frame % len(pictures)], cv2.IMREAD_GRAYSCALE)
    smiles = cascade.detectMultiScale(picture, 1.1, 3)
    print(json.dumps({"frame": frame + 1, "smile": len(smiles) > 0}), flush=True)
    due += 1 / 30
    time.sleep(max(0, due - time.monotonic()))
milliseconds = 1000 * (cpu_seconds() - warm) / (frames - WARM_UP)
print("%.2f ms of CPU time per frame" % milliseconds, file=sys.stderr)
