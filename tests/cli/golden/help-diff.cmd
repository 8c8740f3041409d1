relook help diff
