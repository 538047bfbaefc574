"""Finds faces with OpenCV's Haar cascade in the pictures of a folder, in one thread, and prints the median time per
picture and the most resident memory. "smilet evaluate finder FINDER FOLDER" prints the time of Smilet's finder on the
same pictures, for faces of the same sizes.

    python3 device/src/bench/python/face_cascade.py FOLDER

Needs Debian's python3-opencv and opencv-data.
"""

import os
import resource
import statistics
import sys
import time

import cv2

CASCADE = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"
SMALLEST = 24
ROUNDS = 3

folder = sys.argv[1]
cv2.setNumThreads(1)
cascade = cv2.CascadeClassifier(CASCADE)
names = sorted(name for name in os.listdir(folder) if name.endswith(".png"))
pictures = [cv2.imread(os.path.join(folder, name), cv2.IMREAD_GRAYSCALE) for name in names]
seconds = []
for _ in range(ROUNDS):
    for picture in pictures:
        begin = time.perf_counter()
        cascade.detectMultiScale(picture, 1.1, 3, minSize=(SMALLEST, SMALLEST))
        seconds.append(time.perf_counter() - begin)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print("%d pictures, median %.1f ms per picture, %.0f MiB" % (len(names), 1000 * statistics.median(seconds), memory))
