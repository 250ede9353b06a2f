"""Hacer un encargo: lo que corre un trabajador, en este proceso o en otra máquina.

``hacer`` está en un módulo y recibe y da datos sueltos, así que viaja por su nombre. Hacerlo dos
veces es hacerlo una: escribe los mismos archivos con los mismos bytes, enteros o ninguno.
"""

import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.api.atajos import OpcionesDeReporte
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.pedidos import reporte
from paac_reportes.api.publicacion import con_lo_leido
from paac_reportes.api.reportes import Reporte, emitido_de
from paac_reportes.api.salida import tipo_de
from paac_reportes.decimales import en_contexto_propio
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import error_de_argumento, mostrar
from paac_reportes.formatos.huellas import sha256_de
from paac_reportes.lotes.encargo import Encargo, Pendiente, tipos_del_encargo
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.temas import Contenido, es_contenido
from paac_reportes.prueba.acta import ArchivoEmitido, Hecho, acta_de, con_lo_emitido
from paac_reportes.sistema import es_ruta
from paac_reportes.textos.cercanos import el_mas_cercano

OPCIONES = tuple(nombre for nombre in OpcionesDeReporte.__annotations__ if nombre != "corte")
"""Opciones que un encargo admite; el corte es aparte."""


@en_contexto_propio
def hacer(pendiente: Pendiente, carpeta: str, anterior: Hecho | None = None) -> Hecho:
    """Hace un encargo y dice qué dejó; un encargo malo no lanza: sus fallas van en el ``Hecho``.

    Si ``anterior`` salió de lo mismo y sus archivos siguen iguales, no escribe nada y lo devuelve.
    """
    acta = Hecho(clave=pendiente.clave, origen=_origen(pendiente.encargo))
    try:
        if pendiente.fallas:
            return acta.con_fallas(pendiente.fallas)
        tipos = tipos_del_encargo(pendiente.encargo)
        _comprobar_tipos(tipos)
        reporte_pedido = _pedido(pendiente.encargo)
        acta = acta_de(reporte_pedido, tipos, pendiente.clave)
        destinos = [Path(carpeta, f"{pendiente.nombre}.{tipo}") for tipo in tipos]
        if anterior is not None and _sigue_igual(anterior, acta, destinos):
            return attrs.evolve(anterior, de_antes=True)
        return _escrito(reporte_pedido, acta, destinos)
    except ErrorPaac as error:
        return acta.con_fallas(error.fallas)
    except Exception as error:  # noqa: BLE001 - un defecto en un encargo no detiene los demás
        motivo = f"no se esperaba, y es un defecto de la biblioteca: {type(error).__name__}"
        return acta.con_fallas([Falla("defecto_interno", "", f"{motivo} ({mostrar(str(error))})")])


def _origen(encargo: Encargo) -> str | None:
    return os.fspath(encargo.plan) if es_ruta(encargo.plan) else None


def _escrito(reporte_pedido: Reporte, acta: Hecho, rutas: Sequence[Path]) -> Hecho:
    """El hecho de un reporte, con los archivos que deja escritos."""
    emisiones = reporte_pedido.guardar(*rutas)
    pares = zip(emisiones, rutas, strict=True)
    emitidos = (emitido_de(emision, tipo_de(ruta), ruta) for emision, ruta in pares)
    return con_lo_emitido(acta, reporte_pedido, emitidos)


def _comprobar_tipos(tipos: Iterable[str]) -> None:
    """``ErrorDeEntrada`` con cada tipo que no se sabe escribir, antes de componer nada."""
    fallas: list[Falla] = []
    for tipo in tipos:
        try:
            buscar_escritor(tipo)
        except ErrorDeEntrada as error:
            fallas += error.fallas
    if fallas:
        raise ErrorDeEntrada(fallas)


def _pedido(encargo: Encargo) -> Reporte:
    """El reporte por componer de un encargo, con los avisos de sus datos."""
    _comprobar_opciones(encargo.opciones)
    plan, avisos = _leido(encargo.plan)
    por_componer = reporte(plan, encargo.formato, corte=encargo.corte, **dict(encargo.opciones))
    return con_lo_leido(por_componer, _origen(encargo), avisos)


def _leido(plan: Any) -> "tuple[Contenido | Entidad, tuple[Aviso, ...]]":
    """El plan de un encargo y los avisos de leerlo, si llegó como una ruta o unos bytes."""
    if isinstance(plan, Entidad) or es_contenido(plan):
        return plan, ()
    if isinstance(plan, bytes) or es_ruta(plan):
        lectura = leer_sin_dudas(io.BytesIO(plan) if isinstance(plan, bytes) else plan)
        return lectura.contenido, lectura.avisos
    raise error_de_argumento("plan", "ruta_o_plan", plan)


def _comprobar_opciones(opciones: Any) -> None:
    """``ErrorDeEntrada`` con cada opción que ``reporte`` no admite, y la más parecida."""
    if not hasattr(opciones, "keys"):
        raise error_de_argumento("opciones", "opciones_por_nombre", opciones)
    ajenas = [opcion for opcion in opciones if opcion not in OPCIONES]
    if ajenas:
        raise ErrorDeEntrada(
            Falla("dato_desconocido", f"opciones.{opcion}", opcion_desconocida(opcion, OPCIONES))
            for opcion in ajenas
        )


def opcion_desconocida(opcion: object, conocidas: Iterable[str]) -> str:
    """``no existe; ¿quiso decir 'publico'? (están: …)``."""
    posibles = list(conocidas)
    cercana = el_mas_cercano(str(opcion), posibles, cutoff=0.5)
    pista = f"; ¿quiso decir {cercana!r}?" if cercana else ""
    return f"no existe{pista} (están: {', '.join(posibles)})"


def _sigue_igual(anterior: Hecho, acta: Hecho, destinos: Iterable[Path]) -> bool:
    """Si lo de antes salió de lo mismo y en la carpeta está todo, a la letra."""
    if anterior.falla is not None or not anterior.pide_lo_mismo(acta):
        return False
    rutas = {ruta.name: ruta for ruta in destinos}
    if rutas.keys() != anterior.archivos.keys():
        return False
    return all(_esta_igual(rutas[nombre], archivo) for nombre, archivo in anterior.archivos.items())


def _esta_igual(ruta: Path, anotado: ArchivoEmitido) -> bool:
    """Si el archivo tiene los bytes que se anotaron."""
    try:
        return ruta.is_file() and sha256_de(ruta.read_bytes()) == anotado.sha256
    except OSError:  # no se deja leer: que lo diga quien lo escriba
        return False
