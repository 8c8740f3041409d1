relook
