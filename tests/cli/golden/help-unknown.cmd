relook help chekc
