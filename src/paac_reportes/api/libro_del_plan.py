"""El plan en un archivo que se llena: un libro de Excel, un YAML o un JSON."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paac_reportes.api.salida import Destino, tipo_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.sistema import es_ruta

if TYPE_CHECKING:
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.modelo import Plan
    from paac_reportes.opc.visto import DocumentoVisto, Leido
    from paac_reportes.sistema import Carpeta

_TIPOS = ("json", "yaml", "yml", "xlsx")


def plan_en_bytes(
    plan: "Plan", datos: dict[str, Any], tipo: str, *, por_llenar: bool = False
) -> tuple[bytes, tuple[Aviso, ...]]:
    """El archivo de un plan y lo que en él no pudo quedar a la letra."""
    if tipo == "xlsx":
        from paac_reportes.libros.plan.escritura import libro_del_plan

        return libro_del_plan(plan)
    return datos_en_bytes(datos, tipo, por_llenar=por_llenar), ()


def datos_en_bytes(datos: dict[str, Any], tipo: str, *, por_llenar: bool = False) -> bytes:
    """El archivo JSON o YAML de unos datos."""
    if tipo == "json":
        from paac_reportes.escritores.datos import escribir_json

        return escribir_json(datos)
    from paac_reportes.libros.plan.yaml import plan_en_yaml

    return plan_en_yaml(datos, por_llenar=por_llenar)


def tipo_de_plan(destino: Destino, tipo: str | None) -> str:
    """En qué se guarda un plan; un flujo del que nada se dice, ni en su nombre, en JSON.

    ``ErrorDeEntrada`` si no es de lo que se sabe.
    """
    de_su_nombre = "json" if tipo is not None else _de_su_nombre(destino)
    elegido = de_su_nombre if tipo is None else tipo
    if not isinstance(elegido, str) or elegido.lower().removeprefix(".") not in _TIPOS:
        lugar = str(destino) if tipo is None and es_ruta(destino) else "tipo"
        llegado = "" if tipo is None else f", llegó {mostrar(tipo)}"
        raise ErrorDeEntrada(
            Falla("tipo_no_admitido", lugar, f"se esperaba .json, .yaml o .xlsx{llegado}")
        )
    return elegido.lower().removeprefix(".")


def _de_su_nombre(destino: Destino) -> str:
    if es_ruta(destino):
        return tipo_de(destino)
    nombre = getattr(destino, "name", "")
    sufijo = Path(nombre).suffix[1:].lower() if es_ruta(nombre) else ""
    return sufijo if sufijo in _TIPOS else "json"


def flujo_conocido(origen: "Origen") -> "Origen":
    """Un flujo de bytes ya leído, que se puede mirar antes de saber qué es; lo demás, igual."""
    from paac_reportes.opc.flujos import leer_flujo

    if es_ruta(origen) or not callable(getattr(origen, "read", None)):
        return origen
    nombre = origen.name if isinstance(getattr(origen, "name", None), str) else ""  # type: ignore[union-attr]
    leido = leer_flujo(origen, nombre)
    conocido: Any = io.StringIO(leido) if isinstance(leido, str) else io.BytesIO(leido)
    conocido.name = nombre
    flujo: Origen = conocido
    return flujo


def plan_si_es_su_libro(
    visto: "DocumentoVisto", origen: object, carpeta: "Carpeta | None"
) -> "Leido | None":
    """El plan de su libro, o nada si es otro documento; las imágenes, junto a él o en ``carpeta``.

    ``ErrorDeEntrada`` con todas las fallas, cada una en su celda; también si es uno de captura, que
    no trae un plan: sólo lo que una oficina responde de él.
    """
    if visto.tipo != "xlsx":
        return None
    from paac_reportes.libros.captura.lectura import es_de_captura

    if es_de_captura(visto):
        motivo = (
            "es un libro de captura, con lo que reporta una oficina; se reúne en el plan del que"
            " salió: paac-reportes reunir LIBRO --base DATOS (en Python, paac.reunir)"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    from paac_reportes.lectura.archivos import carpetas_de
    from paac_reportes.libros.plan.lectura import es_libro_del_plan, plan_de_libro

    if not es_libro_del_plan(visto):
        return None
    return plan_de_libro(visto, carpetas_de(origen, carpeta))
