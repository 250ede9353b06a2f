"""Un cuerpo diseñado en Word: qué huecos trae, qué repite y qué tiene mal."""
