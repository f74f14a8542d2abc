"""Fine-tuning the second reader; needs torch and onnx, and nothing of it is needed to build."""
