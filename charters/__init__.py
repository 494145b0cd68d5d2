"""The eight networks as data: one charter a file, every rule with the sentence that states it."""
