relook decisions shwo
