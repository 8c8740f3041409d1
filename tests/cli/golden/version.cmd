relook version; relook --version
