# make informe   prepara el entorno y genera los reportes de un PAAC y de un PTEP en salida/
# make pruebas   prepara el entorno y corre todas las pruebas
# make estilo    formato, reglas y capas del código; make tipos, sus tipos
# make profundo  lo que tarda, antes de publicar: otros lectores, PDF/UA y mutantes
# make ataque   planes y formatos torcidos al azar: make ataque SEMILLA=7 PLANES=20000 SEGUNDOS=1800
# make mutar     si las pruebas notan un cambio: make mutar SALAS="modelo textos" MUTANTES=30
# make banco     cuánto tarda, junto a otras bibliotecas: make banco BANCO="--escalas 1 --rondas 3"
PYTHON ?= python3
ENTORNO := .venv
LISTO := $(ENTORNO)/listo
ARGS ?=
SALAS ?= analisis modelo formatos composicion
MUTANTES ?= 60
BANCO ?= --escalas 1,10 --rondas 5
SEMILLA ?= 1
PLANES ?= 20000
FORMATOS ?= 4000
SEGUNDOS ?= 600
MUERTES ?= 40
COMPARTIDO := $(or $(PAAC_COMPARTIDO),../shared)
MUTAR := $(COMPARTIDO)/herramientas/mutar.py
MEDIR := $(COMPARTIDO)/banco/medir.py

.PHONY: informe pruebas estilo tipos ataque profundo mutar banco limpiar

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

# Dice cada falla y cómo repetirla: make ataque SEMILLA=7 CASO=plan-123
ataque: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -m ataque --semilla $(SEMILLA) $(if $(CASO),--caso $(CASO), \
		--planes $(PLANES) --formatos $(FORMATOS) --segundos $(SEGUNDOS) --muertes $(MUERTES))

# El medidor y quien muta el código están fuera del proyecto: donde no estén, se dice y no es falla.
ifeq ($(wildcard $(MUTAR)),)
mutar:
	@echo "Se omite la mutación: no está $(MUTAR)"
else
mutar: $(LISTO)-pruebas
	@fallas=0; for sala in $(SALAS); do \
		$(ENTORNO)/bin/python $(MUTAR) --cuantos $(MUTANTES) --minutos 15 src/paac_reportes/$$sala || fallas=1; \
	done; exit $$fallas
endif

ifeq ($(wildcard $(MEDIR)),)
banco:
	@echo "Se omite el banco: no está $(MEDIR)"
else
banco: $(ENTORNO)-banco/listo
	@mkdir -p salida
	@for clase in word excel; do \
		$(ENTORNO)-banco/bin/python $(MEDIR) $$clase $(BANCO) --agregar $(CURDIR)/banco/competidor.py \
			--salida $(CURDIR)/salida/banco-$$clase.json || exit 1; \
	done
endif

# Aparte del entorno de trabajo: trae a los rivales.
$(ENTORNO)-banco/listo: pyproject.toml $(wildcard $(COMPARTIDO)/banco/requirements.txt)
	@echo "Preparando el banco en $(ENTORNO)-banco/ (sólo la primera vez)…"
	@$(PYTHON) -m venv $(ENTORNO)-banco
	@$(ENTORNO)-banco/bin/python -m pip install --quiet --disable-pip-version-check \
		--requirement $(COMPARTIDO)/banco/requirements.txt --editable .
	@touch $@

# Generar pide lo de todo uso; probar, además, sus herramientas. Sólo se instala si cambió
# pyproject.toml: la segunda vez no hace falta red.
$(LISTO)-%: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hace falta Python 3.11 o posterior; dígalo así: make PYTHON=python3.11 …")'
	@echo "Preparando el entorno en $(ENTORNO)/ (sólo la primera vez)…"
	@$(PYTHON) -m venv $(ENTORNO)
	@$(ENTORNO)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

limpiar:
	rm -rf $(ENTORNO) $(ENTORNO)-banco salida build dist src/*.egg-info
