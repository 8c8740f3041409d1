relook help decisions test
