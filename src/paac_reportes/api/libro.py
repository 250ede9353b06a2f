"""Un contenido en el archivo que se llena, su libro, un YAML o un JSON, y de vuelta."""

import io
from pathlib import Path
from typing import Any

from paac_reportes.api.eventos import registra
from paac_reportes.api.salida import Guardado, guardar_solo, tipo_de
from paac_reportes.api.tipos import (
    Contenido,
    Destino,
    Lectura,
    Origen,
    TipoDeDatos,
    comprobar_contenido,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.lectura.archivos import claves_sin_fila, en_archivo
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import contenido_y_dudas_de
from paac_reportes.normativa.normas import buscar_regimen
from paac_reportes.opc.origen import leer_flujo
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import Carpeta, es_ruta, nombre_del_origen, se_deja_leer

_TIPOS = ("json", "yaml", "yml", "xlsx")
_CON_FILAS = (*_TIPOS, "csv")


# ------------------------------------------------------------------ de ida


@registra("datos.guardados")
@puerta
def guardar_datos(
    contenido: "Contenido",
    destino: "Destino",
    *,
    tipo: "TipoDeDatos | None" = None,
    por_llenar: bool = False,
) -> Guardado:
    """Lo que se escribió de un plan, o de un mapa: ``.json``, ``.yaml``, ``.xlsx`` o ``.csv``.

    ``leer`` da el mismo; del CSV, sus filas. De un flujo, ``tipo`` dice cuál; si falta, JSON. El
    libro lleva sus instrucciones y sus listas y, de una lectura con dudas, todas en su primera
    hoja, que no es de los datos. Con ``por_llenar``, el YAML de un plan
    lleva comentarios que dicen cómo se llena. Lo que no puede quedar a la letra, y las dudas, van
    en los avisos; si no cabe, es ``ErrorDeEntrada`` y no se escribe nada.
    """
    guardado, dudas = contenido_y_dudas_de(contenido)
    comprobar_contenido(contenido=guardado)
    elegido = tipo_de_archivo(destino, tipo, _CON_FILAS)
    if elegido == "xlsx" and dudas and isinstance(contenido, Lectura):
        from paac_reportes.libros.escritura import libro_con_dudas

        archivo, avisos = libro_con_dudas(guardado, dudas)
    else:
        archivo, avisos = en_bytes(guardado, elegido, por_llenar=por_llenar)
    return guardar_solo(destino, archivo, sin_repetir((*dudas, *avisos)))


def en_bytes(
    contenido: "Plan | MapaDeRiesgos",
    tipo: str,
    *,
    por_llenar: bool = False,
    aparte: HojaDeDatos | None = None,
) -> tuple[bytes, tuple[Aviso, ...]]:
    """El archivo de un contenido en ese tipo, y avisos de lo que en él cambió.

    ``por_llenar``: un plan en YAML, con comentarios; ``aparte``: otra hoja, si es un libro.
    """
    if tipo == "xlsx":
        from paac_reportes.libros.escritura import libro_de

        return libro_de(contenido, aparte)
    if tipo == "csv":
        return _en_csv(contenido)
    datos: dict[str, Any] = en_archivo(contenido)
    if tipo == "json":
        from paac_reportes.escritores.datos import escribir_json

        return escribir_json(datos, Escritura(de_datos=True)), ()
    from paac_reportes.escritores.yaml import escribir_yaml

    # Los comentarios son de las claves de un plan.
    encabezado = _como_se_llena(contenido) if por_llenar and isinstance(contenido, Plan) else ""
    return escribir_yaml(datos, encabezado), ()


def _como_se_llena(plan: Plan) -> str:
    """Comentarios de un YAML por llenar; si su régimen tiene nombres por confirmar, cuáles."""
    regimen = buscar_regimen(plan.regimen) if plan.regimen else None
    confirmar = regimen.nombres_por_confirmar if regimen else ""
    return f"{_AL_LLENAR}#\n# Componentes: {confirmar}\n\n" if confirmar else f"{_AL_LLENAR}\n"


_AL_LLENAR = """\
# Plan por llenar. Se revisa con:  paac-reportes revisar ESTE_ARCHIVO
# y el documento se saca con:      paac-reportes generar ESTE_ARCHIVO --formato … --salida plan.docx
#
# Todo es texto y queda a la letra: 1.10 no es 1.1 y «No» no es falso. Lo que no se sepa se deja en
# blanco o se borra; un guion es un guion. Un texto que empiece por - : # & * ! | > ' " % @ ` o que
# traiga «: » va entre comillas; uno de varios renglones, después de | y más adentro.
#
# El seguimiento de una actividad va en ella:
#   seguimientos:
#   - {corte: 2026-04-30, texto: Se hizo la primera, avance: 50, estado: en_proceso}
#
# Qué puede llevar cada cosa lo dice:  paac-reportes formatos --esquema plan
"""


def _en_csv(contenido: "Plan | MapaDeRiesgos") -> tuple[bytes, tuple[Aviso, ...]]:
    """CSV de las filas de un contenido, y avisos de cada clave que no es de ellas."""
    from paac_reportes.datos_abiertos.pedidos import datos_del_contenido
    from paac_reportes.escritores.datos import escribir_csv

    renglones, avisos = datos_del_contenido(contenido, "filas", None)
    motivo = "no es de sus filas, y en un CSV no va: los otros tipos lo llevan"
    sin_fila = (Aviso("datos_no_mostrados", clave, motivo) for clave in claves_sin_fila(contenido))
    escritura = Escritura()
    contenido_en_csv = escribir_csv(renglones, escritura)
    return contenido_en_csv, (*avisos, *sin_fila, *escritura.avisos)


def tipo_de_archivo(destino: "Destino", tipo: str | None, tipos: tuple[str, ...] = _TIPOS) -> str:
    """Uno de los ``tipos``, por ``tipo`` o el destino; el de un flujo que no lo diga, ``json``.

    ``ErrorDeEntrada`` si es otro.
    """
    elegido = tipo
    if tipo is None and es_ruta(destino):
        elegido = tipo_de(destino)
    elif tipo is None:
        sufijo = Path(nombre_del_origen(destino)).suffix[1:].lower()
        elegido = sufijo if sufijo in tipos else "json"
    if not isinstance(elegido, str) or elegido.lower().removeprefix(".") not in tipos:
        lugar = str(destino) if tipo is None and es_ruta(destino) else "tipo"
        llegado = "" if tipo is None else f", llegó {mostrar(tipo)}"
        *otros, ultimo = (f".{clase}" for clase in tipos if clase != "yml")
        esperado = f"se esperaba {', '.join(otros)} o {ultimo}{llegado}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", lugar, esperado))
    return elegido.lower().removeprefix(".")


# ------------------------------------------------------------------ de vuelta


def flujo_conocido(origen: "Origen") -> "Origen":
    """Un flujo ya leído, que se puede mirar antes de saber qué es; lo demás, igual."""
    if not se_deja_leer(origen):
        return origen
    nombre = nombre_del_origen(origen)
    texto_o_bytes = leer_flujo(origen, nombre, MEGAS)
    conocido: Any = (
        io.StringIO(texto_o_bytes) if isinstance(texto_o_bytes, str) else io.BytesIO(texto_o_bytes)
    )
    conocido.name = nombre
    flujo: Origen = conocido
    return flujo


def si_es_su_libro(
    documento: DocumentoVisto, origen: object, carpeta: Carpeta | None
) -> DocumentoLeido[Any] | None:
    """El contenido, si el documento es su libro; las imágenes, junto a él o en ``carpeta``."""
    if documento.tipo != "xlsx":  # y no se carga quien los lee
        return None
    from paac_reportes.libros.lectura import libro_de_un_contenido

    return libro_de_un_contenido(documento, origen, carpeta)
