"""How surely (不确定性): ranges one by one, stress, many paths, levers under which funds hold with a probability."""
