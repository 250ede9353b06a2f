"""``leer``: de un documento de Word o de Excel a los datos de su plan o de su mapa de riesgos."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Generator
from functools import partial
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.api.datos import cuantos_hay
from paac_reportes.api.lectura import leer_pedido
from paac_reportes.api.pedidos import pedido_de
from paac_reportes.cli.consola import codigo_de, decir_avisos, va
from paac_reportes.cli.flujos import (
    Salidas,
    abierto,
    carpeta_de,
    destino,
    dice_de_cual,
    nombre_en_mensajes,
)
from paac_reportes.cli.ordenes import comunes


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de ``leer``: el documento, a dónde van sus datos y lo que él no diga."""
    orden.add_argument(
        "documento", metavar="ARCHIVO", help="documento .docx o libro .xlsx; - es la entrada"
    )
    comunes.con_salida(
        orden,
        "dónde guardar los datos del plan o del mapa: .json, .yaml o .xlsx; - es la salida",
        *comunes.DE_DATOS,
    )
    comunes.con_tipo(orden, "json", ("json", "yaml", "xlsx"))
    orden.add_argument(
        "--formato", metavar="CODIGO", help="con --plan, en cuál salió; si falta, lo dice él"
    )
    comunes.con_carpeta(orden)
    comunes.con_plantillas(orden)
    orden.add_argument(
        "--columnas",
        metavar="ARCHIVO",
        help="un JSON o YAML que dice qué dato trae cada columna de una matriz ajena; - es la"
        " entrada",
    )
    orden.add_argument(
        "--plan",
        metavar="ARCHIVO",
        help="el plan de que salió el documento: se guarda con lo que alguien cambió en él",
    )
    comunes.con_anterior(orden)
    orden.add_argument(
        "--quitar",
        action="store_true",
        help="con --plan, lo que ya no está en el documento sale también del plan",
    )
    orden.add_argument(
        "--json", action="store_true", help="con --plan, lo que cambió en el documento, en JSON"
    )
    orden.add_argument(
        "--como",
        choices=("plan", "mapa", "ajeno"),
        help="qué se espera que sea; «ajeno», uno nuestro leído como el de cualquiera",
    )
    orden.add_argument(
        "--hoja", metavar="NOMBRE", help="la única que se lee, de un libro de varias"
    )
    de_cual = "de cuál son los seguimientos; si falta, lo dice el documento"
    comunes.con_fecha(orden, "--corte", de_cual)
    comunes.con_entidad(orden, "de quién es una matriz ajena, si ella no lo dice")
    comunes.con_vigencia(orden, "su año, si ella no lo dice", es_obligatoria=False)


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``leer``: guarda los datos y dice qué revisar; 4 si algo no quedó en ellos."""
    va(f"leyendo {nombre_en_mensajes(argumentos.documento)}")
    with dice_de_cual(argumentos.documento):
        lectura = leer_pedido(
            abierto(argumentos.documento),
            **_con_su_plan(argumentos),
            columnas=argumentos.columnas and abierto(argumentos.columnas),
            entidad=argumentos.entidad,
            vigencia=argumentos.vigencia,
            quitar=argumentos.quitar,
            como=None if argumentos.como == "ajeno" else argumentos.como,
            por_rotulos=argumentos.como == "ajeno",
            hoja=argumentos.hoja,
            carpeta=carpeta_de(argumentos.documento, argumentos.carpeta),
        )
    salidas.van_a_ser([argumentos.salida])
    cuantas, resumen = _guardar(lectura, argumentos)
    if argumentos.json:
        cambios = [attrs.asdict(cambio) for cambio in lectura.cambios]
        yield json.dumps(cambios, ensure_ascii=False, indent=1)
        return codigo_de(lectura.avisos)
    if sin_leer := lectura._filas_sin_leer:  # noqa: SLF001 - sólo la orden lo cuenta
        yield f"{cuantas} de {cuantas + sin_leer} filas"
    if not argumentos.por_la_salida:
        yield str(argumentos.salida)
    if argumentos.plan:
        aplicados = sum(cambio.aplicado for cambio in lectura.cambios)
        resumen += f", {_cuantas(aplicados, 'un cambio aplicado', 'cambios aplicados')}"
    yield f"{_formato_y_corte(lectura)}, {resumen}, {_cuenta_de_avisos(lectura)}"
    return codigo_de(lectura.avisos)


def _con_su_plan(argumentos: Namespace) -> dict[str, Any]:
    """Opciones de ``paac.leer`` con el plan del que salió el documento, y su formato y corte.

    El plan va como se dio, ruta o flujo; con ``--anterior``, ya hecho reporte, que lleva lo demás.
    """
    plan = argumentos.plan and abierto(argumentos.plan)
    pedido = {clave: getattr(argumentos, clave) for clave in ("formato", "plantillas", "corte")}
    if not (plan and argumentos.anterior):
        return {"plan": plan, **pedido}
    pedido["formato"] = pedido["formato"] or "informe-seguimiento"
    leida = leer_pedido(plan, carpeta=carpeta_de(argumentos.plan, argumentos.carpeta))
    decir_avisos(leida.avisos, partial(paac.donde, leida.contenido))
    return {"plan": pedido_de(leida.contenido, **pedido, anterior=abierto(argumentos.anterior))}


def _guardar(lectura: "paac.Lectura[Any]", argumentos: Namespace) -> tuple[int, str]:
    """Guarda los datos y dice los avisos; da cuántas filas o riesgos quedaron, y la frase."""
    lugar = destino(argumentos.salida, argumentos.tipo)
    decir_avisos(paac.guardar_datos(lectura.contenido, lugar).avisos)
    decir_avisos(lectura.avisos, partial(paac.donde, lectura.contenido))
    if not isinstance(lectura.contenido, paac.Plan):
        cuentas = cuantos_hay(lectura.contenido)
        partes = (f"{n} {s if n == 1 else plural}" for (s, plural), n in cuentas.items())
        return cuentas["riesgo", "riesgos"], ", ".join(partes)
    cuantas = sum(1 for fila in paac.filas_de(lectura.contenido) if fila["lista"])
    return cuantas, "una fila" if cuantas == 1 else f"{cuantas} filas"


def _formato_y_corte(lectura: "paac.Lectura[Any]") -> str:
    """Frase con el formato de lo leído o, si no es de ninguno, qué es; y su corte."""
    if not isinstance(lectura.contenido, paac.Plan):
        si_no = "un mapa de riesgos"
    else:  # o un archivo de datos, el plan como libro o un cuerpo diseñado: nada que adivinar
        es_de_otro = lectura._por_rotulos  # noqa: SLF001 - sólo la orden lo dice
        si_no = "una matriz de otro formato" if es_de_otro else "unos datos"
    corte = f", corte {lectura.corte}" if lectura.corte else ""
    return f"{lectura.formato or si_no}{corte}"


def _cuenta_de_avisos(lectura: "paac.Lectura[Any]") -> str:
    """Frase con cuántas dudas hay entre los avisos, y cuántos avisos más."""
    dudas = len(lectura.dudas)
    frase, otros_avisos = _cuantas(dudas, "una duda", "dudas"), len(lectura.avisos) - dudas
    if not otros_avisos:
        return frase
    return f"{frase}, {_cuantas(otros_avisos, 'un aviso', 'avisos')}{' más' if dudas else ''}"


def _cuantas(numero: int, una: str, varias: str) -> str:
    """Cuenta en palabras: «una duda», «3 dudas», «sin dudas»."""
    return una if numero == 1 else f"{numero or 'sin'} {varias}"
