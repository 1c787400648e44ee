"""Back-tests (回溯检验): what the engine projected from what was known on the day, against what came; how far it missed
by horizon; and whether a reform's difference is larger than that."""
