relook help explain
