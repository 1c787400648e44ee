"""Social-insurance actuarial engine (社会保险精算): law x belief x people -> funds -> verdict."""

__version__ = "0.1.0"
