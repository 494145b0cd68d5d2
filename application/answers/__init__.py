"""From view rows to answers: pure functions of the rows and a day, in the contract's shapes."""
