"""El acta de un reporte: qué archivos salieron de él y de qué salieron.

Es lo mismo que un renglón del diario de un lote. Sin archivos, sirve para saber si otra vez
saldría lo mismo.
"""

import contextlib
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.api.salida import Destino
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import desestructurar
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo

if TYPE_CHECKING:
    from paac_reportes.api.reportes import Emision, Reporte
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.llaves import Firmante

Llave = str | os.PathLike[str] | bytes
"""Una llave en PEM: sus bytes, o el archivo que la trae."""


@clases.frozen
class Emitido:
    """Un archivo que salió de un reporte."""

    nombre: str
    tipo: str
    """La extensión, como se pidió."""
    huella: str
    avisos: tuple[Aviso, ...]

    @classmethod
    def de(cls, emision: "Emision", tipo: str, destino: Destino | None = None) -> "Emitido":
        """El de una emisión; sin un archivo adonde vaya, con el nombre que se le propone."""
        nombre = Path(destino).name if es_ruta(destino) else emision.nombre
        return cls(nombre, tipo, sha256(emision.contenido).hexdigest(), emision.avisos)


@clases.frozen
class Leido:
    """De dónde llegó un plan."""

    origen: str | None = None
    """Su archivo; ``None`` si llegó armado."""
    avisos: tuple[Aviso, ...] = ()
    """Los de leerlo."""


def con_lo_leido(pedido: "Reporte", origen: str | None, avisos: Iterable[Aviso]) -> "Reporte":
    """El mismo reporte, con lo que su acta dice de dónde llegó; si se publica, sin repetirlo."""
    de_leer = tuple(avisos)
    if pedido.publico:
        from paac_reportes.textos.lo_que_queda import aviso_tapado
        from paac_reportes.textos.publico import para_publicar

        de_leer, _ = para_publicar(de_leer, con_cedulas=pedido.con_cedulas)
        de_leer = tuple(map(aviso_tapado, de_leer))
    return attrs.evolve(pedido, leido=Leido(origen, de_leer))


def acta_de(pedido: "Reporte", tipos: Sequence[str], clave: str) -> "Hecho":
    """Lo que decide los bytes de un reporte en esos tipos; sin componerlo, y aún sin archivos."""
    from paac_reportes.prueba import acta

    return acta.Hecho(
        clave=clave,
        datos=_datos(pedido),
        origen=pedido._leido.origen,  # noqa: SLF001 - un reporte no lo muestra
        forma=acta.huella_de_forma(pedido.formato),
        corte=pedido.corte,
        opciones=_opciones(pedido, tipos),
        versiones=acta.versiones_de(pedido.formato, tipos, contar_paginas=pedido.contar_paginas),
        fuentes=_fuentes(pedido, tipos),
        huella=acta.huella_del_codigo(),
    )


def huella() -> str:
    """La del código que escribe: 64 cifras hexadecimales, otras si algún archivo suyo cambia.

    Dos copias de la biblioteca con la misma versión y otra huella pueden dar otros bytes: va en las
    actas y en los ``ETag``, junto a la versión. Se calcula una vez por proceso.
    """
    from paac_reportes.prueba.acta import huella_del_codigo

    return huella_del_codigo()


def con_lo_emitido(acta: "Hecho", pedido: "Reporte", emitidos: Iterable[Emitido]) -> "Hecho":
    """La misma acta, con sus archivos y lo que de ellos se avisó."""
    dichos = list(emitidos)
    de_leer = pedido._leido.avisos  # noqa: SLF001 - un reporte no los muestra
    avisos = dict.fromkeys((*de_leer, *(aviso for uno in dichos for aviso in uno.avisos)))
    archivos = {uno.nombre: uno.huella for uno in dichos}
    suya = acta.huella if archivos else None
    return attrs.evolve(acta, archivos=archivos, avisos=tuple(avisos), huella=suya)


def acta_de_lo_emitido(
    pedido: "Reporte", emitidos: Iterable[Emitido], destino: Destino | None = None
) -> "Hecho":
    """El acta de esos archivos; ``destino`` es donde va a quedar."""
    dichos = list(emitidos)
    tipos = list(dict.fromkeys(uno.tipo.lower().removeprefix(".") for uno in dichos))
    origen = pedido._leido.origen  # noqa: SLF001 - un reporte no lo muestra
    clave = Path(origen).stem if origen else pedido.nombre("json").removesuffix(".json")
    hecha = con_lo_emitido(acta_de(pedido, tipos, clave), pedido, dichos)
    hecha = desde_la_carpeta_de(destino, hecha) if es_ruta(destino) else hecha
    return _sin_lo_de_nadie(hecha) if pedido.publico else hecha


def _sin_lo_de_nadie(hecha: "Hecho") -> "Hecho":
    """La de lo que se publica: con lo que habría que revisar en el nombre de su archivo, tapado."""
    from paac_reportes.textos.lo_que_queda import tapado

    origen = hecha.origen and tapado(hecha.origen)
    return attrs.evolve(hecha, clave=tapado(hecha.clave), origen=origen)


def desde_la_carpeta_de(ruta: str | os.PathLike[str], hecho: "Hecho") -> "Hecho":
    """Con el origen visto desde donde queda: si se mueven juntos, sigue siendo ése."""
    if hecho.origen is None:
        return hecho
    with contextlib.suppress(ValueError):  # en Windows puede estar en otro disco
        return attrs.evolve(hecho, origen=os.path.relpath(hecho.origen, Path(ruta).parent))
    return hecho


# ------------------------------------------------------------------ su firma


def firmante_de(llave: Llave | None, *, con_acta: bool) -> "Firmante | None":
    """El de una llave privada, si se dio; ``ErrorDeEntrada`` si no sirve o no hay qué firmar."""
    if llave is None:
        return None
    if not con_acta:
        motivo = "firma un acta, y no se pidió ninguna; diga en acta dónde queda"
        raise ErrorDeEntrada(Falla("datos_incoherentes", "clave_acta", motivo))
    from paac_reportes.prueba.llaves import firmante

    return firmante(*pem_de(llave, "clave_acta"))


def comprobar_clave_de_acta(llave: Llave, nombre: str = "clave_acta") -> None:
    """Nada, si con esa llave se puede firmar; ``nombre`` es de dónde llegaron sus bytes."""
    from paac_reportes.prueba.llaves import firmante

    firmante(*pem_de(llave, nombre))


def pem_de(llave: Llave, argumento: str) -> tuple[bytes, str]:
    """Lo que trae una llave, y cómo se nombra; ``ErrorDeEntrada`` si no se deja leer."""
    if isinstance(llave, bytes):
        return llave, argumento
    if not es_ruta(llave):
        motivo = f"se esperaba el archivo de una llave, o sus bytes; llegó {type(llave).__name__}"
        raise ErrorDeEntrada(Falla("argumento_invalido", argumento, motivo))
    nombre = os.fspath(llave)
    if "-----BEGIN" in nombre:  # en un mensaje quedaría escrita
        motivo = "se esperaba el archivo de una llave y llegó una llave escrita; dela en bytes"
        raise ErrorDeEntrada(Falla("argumento_invalido", argumento, motivo))
    try:
        return leer_archivo(Path(nombre)), nombre
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None


def acta_firmada(acta: "Hecho", firmante: "Firmante | None") -> bytes:
    """Como se guarda: un renglón de JSON, con su firma si hay con qué."""
    from paac_reportes.prueba.acta import renglon_de

    return renglon_de(acta, firmante) + b"\n"


# ------------------------------------------------------------------ de qué salió


def _datos(pedido: "Reporte") -> str:
    """La huella de su plan; la de un consolidado o un documento, de las de todo lo que trae."""
    from paac_reportes.prueba import acta

    if pedido._piezas:  # noqa: SLF001 - un reporte no las muestra
        return acta.huella_de_filas([una.decide() for una in pedido._piezas])  # noqa: SLF001
    entidades = pedido._entidades  # noqa: SLF001 - un reporte no las muestra
    if entidades is None:
        return acta.huella_de_datos(pedido.contenido)
    return acta.huella_de_filas([acta.huella_de_datos(plan) for plan in entidades.planes])


def lo_que_decide(pedido: "Reporte") -> list[object]:
    """De un reporte que va en otro, sus datos, su forma, su corte y sus opciones."""
    from paac_reportes.prueba.acta import huella_de_forma

    return [_datos(pedido), huella_de_forma(pedido.formato), pedido.corte, _opciones(pedido, ())]


_SI_SE_PIDEN = ("con_datos", "con_cedulas", "sin_revisar", "control_de_cambios")


def _opciones(pedido: "Reporte", tipos: Sequence[str]) -> "dict[str, object]":
    from paac_reportes.prueba.acta import huella_de_datos, huella_de_filas

    opciones: dict[str, object] = {
        "formato": pedido.formato.codigo,
        "tipos": list(tipos),
        "contar_paginas": pedido.contar_paginas,
        "publico": pedido.publico,
    }
    # Sólo lo que se pidió: lo que no decide nada no hace larga un acta.
    dichas = {nombre: getattr(pedido, nombre) for nombre in _SI_SE_PIDEN}
    opciones |= {nombre: valor for nombre, valor in dichas.items() if valor}
    if pedido.revisado is not None:
        opciones["revisado"] = attrs.asdict(pedido.revisado)
    if pedido.metodologia is not None and (elegida := desestructurar(pedido.metodologia)):
        opciones["metodologia"] = elegida
    if pedido._anterior is not None:  # noqa: SLF001
        opciones["anterior"] = huella_de_datos(pedido._anterior.plan)  # noqa: SLF001
    if pedido._filas:  # noqa: SLF001 - un reporte no las muestra
        opciones["filas"] = huella_de_filas(pedido._filas)  # noqa: SLF001
    return opciones


def _fuentes(pedido: "Reporte", tipos: Sequence[str]) -> dict[str, str]:
    """Las que piden sus estilos; sin Typst no hay cuáles, y quien escribe lo dirá."""
    from paac_reportes.api.tipos_de_archivo import hay_typst
    from paac_reportes.escritores.registro import buscar_escritor

    if not any(buscar_escritor(tipo).con_fuentes for tipo in tipos) or not hay_typst():
        return {}
    from paac_reportes.escritores.pdf.motor import huellas_de

    return dict(huellas_de(pedido.formato.familia))
