# A Vision Transformer (ViT-S/8 at 224, random weights) and a map as the method is usually had: the whole network
# forwards, the whole network backwards, token times gradient at the last block's first norm. One map for each line read.
import os
import sys
import torch
from torch import nn
from torch.nn.functional import gelu, softmax

DIM, DEPTH, HEADS, PATCH, IMAGE = 384, 12, 6, 8, 224


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(DIM, eps=1e-6), nn.LayerNorm(DIM, eps=1e-6)
        self.qkv, self.proj = nn.Linear(DIM, 3 * DIM), nn.Linear(DIM, DIM)
        self.fc1, self.fc2 = nn.Linear(DIM, 4 * DIM), nn.Linear(4 * DIM, DIM)

    def forward(self, x, keep=None):
        z = self.norm1(x)
        if keep is not None:
            z.retain_grad()
            keep.append(z)
        b, t, _ = z.shape
        q, k, v = self.qkv(z).reshape(b, t, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        a = softmax(q @ k.transpose(-2, -1) * (DIM // HEADS) ** -0.5, dim=-1)
        x = x + self.proj((a @ v).transpose(1, 2).reshape(b, t, DIM))
        return x + self.fc2(gelu(self.fc1(self.norm2(x))))


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Conv2d(3, DIM, PATCH, PATCH)
        self.cls = nn.Parameter(torch.zeros(1, 1, DIM))
        self.positions = nn.Parameter(0.02 * torch.randn(1, 1 + (IMAGE // PATCH) ** 2, DIM))
        self.blocks = nn.ModuleList(Block() for _ in range(DEPTH))
        self.norm, self.head = nn.LayerNorm(DIM, eps=1e-6), nn.Linear(DIM, 1)

    def forward(self, pixels, keep):
        x = self.embed(pixels).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls, x], dim=1) + self.positions
        for block in self.blocks[:-1]:
            x = block(x)
        return self.head(self.norm(self.blocks[-1](x, keep))[:, 0])


torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
torch.manual_seed(1)
model = Classifier().eval()
image = torch.randn(1, 3, IMAGE, IMAGE)
for line in sys.stdin:
    kept = []
    model.zero_grad()
    model(image, kept)[0, 0].backward()
    importance = (kept[0].detach() * kept[0].grad).sum(-1)
    print("done", flush=True)
