# make informe   prepara el entorno y genera los reportes de un PAAC y de un PTEP en salida/
# make pruebas   prepara el entorno y corre todas las pruebas
# make estilo    formato, reglas y capas del código; make tipos, sus tipos
# make profundo  lo que tarda, antes de publicar: otros lectores, PDF/UA y mutantes
PYTHON ?= python3
ENTORNO := .venv
LISTO := $(ENTORNO)/listo
ARGS ?=

.PHONY: informe pruebas estilo tipos profundo limpiar

informe: $(LISTO)-todo
	@mkdir -p salida
	@$(ENTORNO)/bin/python ejemplos/informe_trimestral/generar.py
	@$(ENTORNO)/bin/python ejemplos/ptep/generar.py
	@echo "Los reportes están en la carpeta salida/"

pruebas: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -m pytest $(ARGS)

estilo: $(LISTO)-desarrollo
	@$(ENTORNO)/bin/ruff format --check .
	@$(ENTORNO)/bin/ruff check .
	@$(ENTORNO)/bin/lint-imports

tipos: $(LISTO)-desarrollo
	@$(ENTORNO)/bin/mypy

profundo: $(LISTO)-pruebas
	@bash .ci/profundo

# Generar pide lo de todo uso; probar, además, sus herramientas. Sólo se instala si cambió
# pyproject.toml: la segunda vez no hace falta red.
$(LISTO)-%: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hace falta Python 3.11 o posterior; dígalo así: make PYTHON=python3.11 …")'
	@echo "Preparando el entorno en $(ENTORNO)/ (sólo la primera vez)…"
	@$(PYTHON) -m venv $(ENTORNO)
	@$(ENTORNO)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

limpiar:
	rm -rf $(ENTORNO) salida build dist src/*.egg-info
