"""Reports: evaluations as documents in a language, and the formats they are written in."""
