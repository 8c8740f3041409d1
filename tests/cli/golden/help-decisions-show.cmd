relook help decisions show
