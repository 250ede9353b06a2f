# make informe   prepara el entorno y genera los reportes de un PAAC y de un PTEP en salida/
# make pruebas   las pruebas de la biblioteca, que sólo piden Python y no tardan; unas: make pruebas ARGS="-k vencidas"
# make integracion  las demás: leyes, daños, procesos, anfitriones, cuadernos, navegadores, LibreOffice, PostgreSQL
# make estilo    formato, reglas y capas del código
# make tipos     los tipos del código
# make docs      el sitio de la documentación, en salida/docs
# make imagenes  las imágenes de la documentación, desde lo que sale hoy
# make referencia  las páginas de docs/referencia, desde el código
# make congelado  si algo de lo que sale se movió; lo que debe salir así: make congelado ARGS="--aceptar escondido"
# make instrucciones  cuántas ejecuta cada trabajo, contra su dorado; lo que debe costar: make instrucciones ARGS="--aceptar 'banco/*'"
# make profundo  lo que tarda, antes de publicar: cada caso, otros lectores, PDF/UA y mutantes
# make publicar  la rueda y la fuente de una versión, probadas en un entorno nuevo; no sube nada (make publicar ENSAYO=1)
# make ataque    planes, formatos, actas y renglones torcidos al azar: make ataque SEMILLA=7 PLANES=20000 SEGUNDOS=1800
# make mutar     si las pruebas notan un cambio: make mutar SALAS="modelo textos" MUTANTES=30
# make banco     cuánto tarda, junto a otras bibliotecas: make banco BANCO="--rondas 3"
# make limpiar   borra el entorno y lo generado
.DEFAULT_GOAL := ayuda
PYTHON ?= python3
ENTORNO := .venv
LISTO := $(ENTORNO)/listo
ARGS ?=
# Las pruebas se reparten entre los núcleos; una por una: make pruebas REPARTO=
REPARTO ?= --numprocesses logical --maxprocesses 8 --dist worksteal
SALAS ?= analisis modelo formatos composicion
MUTANTES ?= 60
SEMILLA ?= 1
PLANES ?= 20000
FORMATOS ?= 4000
PUBLICOS ?= 4000
SEGUNDOS ?= 600
MUERTES ?= 40
COMPARTIDO := $(or $(PAAC_COMPARTIDO),../shared)
MUTAR := $(COMPARTIDO)/herramientas/mutar.py
MEDIR := $(COMPARTIDO)/banco/medir.py
RIVALES := $(COMPARTIDO)/banco/requirements.txt
BANCO ?= --escalas 1,10 --rondas 5

.PHONY: ayuda informe pruebas integracion estilo tipos docs imagenes referencia publicar ataque congelado instrucciones profundo mutar banco limpiar

ayuda:
	@sed -n 's/^# \(make [a-z]*  \)/\1/p' $(firstword $(MAKEFILE_LIST))

informe: $(LISTO)-todo
	@mkdir -p salida
	@$(ENTORNO)/bin/python ejemplos/informe_trimestral/generar.py
	@$(ENTORNO)/bin/python ejemplos/ptep/generar.py
	@echo "Los reportes están en la carpeta salida/; para hacer los suyos: $(ENTORNO)/bin/paac-reportes --help"

# Con esa variable puesta, cada proceso compilaría otra vez la biblioteca y las pruebas.
pruebas integracion: export PYTHONDONTWRITEBYTECODE :=

pruebas: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -m pytest -m "not integracion" $(REPARTO) $(ARGS)

integracion: $(LISTO)-integracion
	@$(ENTORNO)/bin/python -m pytest -m "integracion and not profundo" $(REPARTO) $(ARGS)

estilo: $(LISTO)-desarrollo
	@$(ENTORNO)/bin/ruff format --check .
	@$(ENTORNO)/bin/ruff check .
	@$(ENTORNO)/bin/lint-imports
	@$(ENTORNO)/bin/python herramientas/techo.py

tipos: $(LISTO)-desarrollo
	@$(ENTORNO)/bin/mypy

# Todo de nuevo: la navegación de cada página nombra a las demás.
docs: $(LISTO)-docs
	@$(ENTORNO)/bin/sphinx-build -E -a -W -n --keep-going -q -c docs . salida/docs
	@$(ENTORNO)/bin/python herramientas/enlaces.py salida/docs
	@echo "El sitio está en salida/docs: ábralo por salida/docs/index.html"

# Con poppler, LibreOffice, Node y Chromium; una sola: make imagenes ARGS=informe
imagenes: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python herramientas/imagenes.py $(ARGS)

referencia: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python herramientas/referencia_del_codigo.py

# Con las versiones de versiones.txt, y las letras de la máquina para el PDF
congelado: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -m herramientas.congelado $(ARGS)

# Con valgrind y las versiones de versiones.txt; donde no estén, se dice y no es falla.
instrucciones: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -W ignore -m herramientas.instrucciones $(ARGS)

profundo: $(LISTO)-integracion
	@bash .ci/profundo

publicar: $(LISTO)-desarrollo
	@$(ENTORNO)/bin/python herramientas/publicar.py $(if $(ENSAYO),--ensayo)

# Dice cada falla y cómo repetirla: make ataque SEMILLA=7 CASO=plan-123
ataque: $(LISTO)-pruebas
	@$(ENTORNO)/bin/python -m herramientas.ataque --semilla $(SEMILLA) $(if $(CASO),--caso $(CASO), \
		--planes $(PLANES) --formatos $(FORMATOS) --publicos $(PUBLICOS) --segundos $(SEGUNDOS) --muertes $(MUERTES))

# Quien muta el código está fuera del proyecto: donde no esté, se dice y no es falla.
ifeq ($(wildcard $(MUTAR)),)
mutar:
	@echo "Se omite la mutación: no está $(MUTAR)"
else
mutar: $(LISTO)-integracion
	@fallas=0; for sala in $(SALAS); do \
		$(ENTORNO)/bin/python $(MUTAR) --cuantos $(MUTANTES) --minutos 15 src/paac_reportes/$$sala || fallas=1; \
	done; exit $$fallas
endif

# Quien mide está fuera, con los rivales: aquí, lo propio (herramientas/banco/README.md).
ifeq ($(wildcard $(MEDIR)),)
banco:
	@echo "Se omite el banco: no está $(MEDIR)"
else
banco: $(ENTORNO)-banco/listo
	@mkdir -p salida
	@for clase in word excel; do \
		$(ENTORNO)-banco/bin/python $(MEDIR) $$clase $(BANCO) --agregar $(CURDIR)/herramientas/banco/competidor.py \
			--salida $(CURDIR)/salida/banco-$$clase.json || exit 1; \
	done
endif

# Lo que hace falta para empezar, dicho antes de que otro programa falle a su manera.
define con_python
@command -v $(PYTHON) >/dev/null || \
	{ echo "No se halla $(PYTHON): instale Python 3.11 o posterior, o diga cuál: make PYTHON=python3.11 …" >&2; exit 1; }
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"Hace falta Python 3.11 o posterior, y $(PYTHON) es %d.%d: diga otro así: make PYTHON=python3.11 …" % sys.version_info[:2])'
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo "A $(PYTHON) le falta el módulo venv: en Debian y Ubuntu lo trae el paquete python3-venv" >&2; exit 1; }
endef
SIN_RED := { echo "No se instaló lo que se pide en pyproject.toml: la primera vez, y si cambia, hace falta red" >&2; exit 1; }
INSTALAR := -m pip install --quiet --disable-pip-version-check

# Aparte del entorno de trabajo: trae a los rivales.
$(ENTORNO)-banco/listo: pyproject.toml $(RIVALES)
	$(con_python)
	@echo "Preparando el banco en $(ENTORNO)-banco/ (sólo la primera vez)…"
	@$(PYTHON) -m venv $(ENTORNO)-banco
	@$(ENTORNO)-banco/bin/python $(INSTALAR) --requirement $(RIVALES) --editable . || $(SIN_RED)
	@touch $@

# Un programa que está junto a la carpeta del proyecto, que se llama igual, importa la biblioteca y no
# la carpeta: lo que pip deja en el entorno se busca después.
EN_LA_RUTA := import pathlib, sysconfig; \
	pathlib.Path(sysconfig.get_path("purelib"), "paac_reportes_src.pth").write_text("$(CURDIR)/src\n", "utf-8")

# Generar pide lo de todo uso; probar, además, sus herramientas. Sólo se instala si cambió
# pyproject.toml o las versiones con que se cuenta lo que cuesta: la segunda vez no hace falta red.
$(LISTO)-%: pyproject.toml versiones.txt
	$(con_python)
	@echo "Preparando el entorno en $(ENTORNO)/ (sólo la primera vez)…"
	@$(PYTHON) -m venv $(ENTORNO)
	@$(ENTORNO)/bin/python $(INSTALAR) --constraint versiones.txt --editable '.[$*]' || $(SIN_RED)
	@$(ENTORNO)/bin/python -c '$(EN_LA_RUTA)'
	@touch $@

limpiar:
	rm -rf $(ENTORNO) $(ENTORNO)-banco salida build dist src/*.egg-info
