"""The training of TrainingBenchmark in PyTorch: each line on stdin asks for one pass over the frames.

Usage: training.py THREADS FRAMES BATCH
"""
import sys

import torch
from torch import nn

threads, frames, batch = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
net = nn.Sequential(
    nn.Conv2d(1, 8, 5, 2, 2), nn.ReLU(),
    nn.Conv2d(8, 12, 3, 2, 1), nn.ReLU(),
    nn.Conv2d(12, 16, 3, 2, 1), nn.ReLU(),
    nn.Flatten(), nn.Linear(256, 1))
inputs = torch.randint(-127, 128, (frames, 1, 32, 32)).float() / 32
labels = (torch.rand(frames) < 0.28).float()
steps = frames // batch
optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, betas=(0.9, 0.99), weight_decay=1e-4)
loss_of = nn.BCEWithLogitsLoss()
print("PyTorch", torch.__version__, flush=True)
for _ in sys.stdin:
    order = torch.randperm(frames)
    for step in range(steps):
        some = order[step * batch:(step + 1) * batch]
        loss = loss_of(net(inputs[some])[:, 0], labels[some])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
    print(loss.item(), flush=True)
