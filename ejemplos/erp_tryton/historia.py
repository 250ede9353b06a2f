"""Un corte entero en Tryton, manejado por proteus: de la base de datos vacía al Word y al Excel.

La base queda en memoria y lo que sale, en salida/erp_tryton. El módulo ha de estar instalado:
``pip install ejemplos/erp_tryton proteus``.
"""

import contextlib
import io
import os
import sys
import time
import warnings
import zipfile
from datetime import date
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path

if not entry_points(group="trytond.modules", name="paac"):
    sys.exit("Falta instalar el módulo: pip install ejemplos/erp_tryton proteus")

os.environ |= {"TRYTOND_DATABASE_URI": "sqlite://", "DB_NAME": ":memory:"}
warnings.simplefilter("ignore", DeprecationWarning)  # trytond usa lo que él mismo retira

from proteus import Model, Wizard, config  # noqa: E402
from trytond.exceptions import UserError  # noqa: E402
from trytond.tests.test_tryton import create_db  # noqa: E402

EJEMPLO = Path(__file__).parents[1] / "informe_trimestral"
SALIDA = Path(__file__).parents[2] / "salida" / "erp_tryton"
SALIDA.mkdir(parents=True, exist_ok=True)
CORTE, F20 = date(2023, 9, 30), "MCCO.101.18.F.20"


@contextlib.contextmanager
def paso(que):
    """Dice qué se hace y cuánto tardó."""
    print(f"- {que}", flush=True)
    antes = time.perf_counter()
    yield
    print(f"    {time.perf_counter() - antes:.1f} s")


def entrar(usuario):
    config.set_trytond(":memory:", user=usuario)


def usuario(nombre, grupo):
    [suyo] = Model.get("res.group").find([("name", "=", f"PAAC: {grupo}")])
    nuevo = Model.get("res.user")(name=nombre, login=nombre)
    nuevo.groups.append(suyo)
    nuevo.save()
    return nuevo


def seguimiento_de(oficina):
    return Model.get("paac.seguimiento").find(
        [("dependencia.nombre", "like", f"%{oficina}%"), ("corte.fecha", "=", CORTE)], limit=1
    )[0]


def reporte(tipo):
    """La extensión, los bytes, el nombre y los avisos del F20 del corte."""
    [cual] = Model.get("paac.corte").find([("fecha", "=", CORTE)])
    pedido = Wizard("paac.reportar", [cual.plan])
    pedido.form.formato, pedido.form.tipo, pedido.form.corte = F20, tipo, cual
    pedido.execute("revisa")
    avisos = pedido.form.avisos
    pedido.execute("imprime")
    [(extension, contenido, _, nombre)] = pedido.actions
    return extension, contenido, nombre, avisos


def rechazado(hacer):
    """Hace lo que no se puede y dice por qué no se pudo."""
    try:
        hacer()
    except UserError as error:
        print(f"    «{error.message}»")
    else:
        sys.exit("Se pudo hacer, y no se debía")


with paso("La base de datos"):
    create_db(":memory:", lang="es")

with paso("El módulo se activa"):
    entrar("admin")
    [modulo] = Model.get("ir.module").find([("name", "=", "paac")])
    modulo.click("activate")
    Wizard("ir.module.activate_upgrade").execute("upgrade")

with paso("El plan se importa, con su escudo"):
    with zipfile.ZipFile(comprimido := io.BytesIO(), "w") as archivo:
        for nombre in ("plan.yaml", "escudo.png"):
            archivo.write(EJEMPLO / nombre, nombre)
    importar = Wizard("paac.importar_plan")
    importar.form.archivo, importar.form.nombre = comprimido.getvalue(), "plan.zip"
    importar.execute("importa")

with paso("Los usuarios, y la oficina por la que reporta uno"):
    usuario("control", "Control interno")
    [hacienda] = Model.get("paac.dependencia").find([("nombre", "like", "%HACIENDA")])
    hacienda.usuarios.append(usuario("hacienda", "Oficina"))
    hacienda.save()

with paso("Control interno reabre el corte"):
    entrar("control")
    [corte] = Model.get("paac.corte").find([("fecha", "=", CORTE)])
    corte.click("reabrir")

with paso("La oficina llena su seguimiento"):
    entrar("hacienda")
    suyo = seguimiento_de("HACIENDA")
    suyo.texto, suyo.avance, suyo.estado = "Publicado el 29 de septiembre", Decimal(100), "cumplida"
    suyo.evidencias.new(texto="Acta 7 del comité")
    suyo.save()

with paso("El de otra oficina, no puede"):
    ajeno = seguimiento_de("PLANEACI")
    ajeno.texto = "De otra oficina"
    rechazado(ajeno.save)

with paso("Control interno cierra el corte, y lo reportado ya no cambia"):
    entrar("control")
    [corte] = Model.get("paac.corte").find([("fecha", "=", CORTE)])
    cerrar = corte.click("cerrar")
    print(*(f"    {falta}" for falta in cerrar.form.falta.splitlines()), sep="\n")
    cerrar.execute("cierra")
    tarde = seguimiento_de("HACIENDA")
    rechazado(tarde.delete)

with paso("Control interno reescribe la actividad, y el reporte cerrado no cambia"):
    antes = reporte("docx")
    actividad = seguimiento_de("HACIENDA").actividad
    actividad.descripcion = "Otra cosa"
    actividad.save()
    if reporte("docx") != antes:
        sys.exit("El reporte de un corte cerrado cambió")

for tipo in ("docx", "xlsx"):
    with paso(f"El .{tipo}, con sus avisos a la vista"):
        extension, contenido, nombre, avisos = reporte(tipo)
        (SALIDA / f"{nombre}.{extension}").write_bytes(contenido)
    print(f"    erp_tryton/{nombre}.{extension}")

print("Avisos:")
print(*(f"  {aviso}" for aviso in avisos.splitlines()), sep="\n")
