"""What this machine computes on: a graphics card where there is one, else the processor."""

from __future__ import annotations

import torch

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
HALF = DEVICE.type == "cuda" or torch.cpu._is_avx512_bf16_supported()
"""Whether it multiplies bfloat16 faster than single precision."""
