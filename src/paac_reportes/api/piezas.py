"""Las piezas de un documento: lo que llega, ya entendido, y lo que cada una es.

``recibir`` dice qué es lo que llegó, y todo lo que no sirve de ello.
"""

import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import inf
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from paac_reportes import clases
from paac_reportes.api.formatos import formato_de_columnas
from paac_reportes.api.reportes import Reporte
from paac_reportes.composicion.piezas import (
    PUNTOS_POR_PULGADA,
    DeFilas,
    DeGrafico,
    DeImagen,
    Taller,
    Texto,
    alto_por_sus_puntos,
)
from paac_reportes.composicion.tablas.alcances import filas_de_tabla_dada
from paac_reportes.composicion.tablas.libres import reducir
from paac_reportes.composicion.union import PiezaConPaginas
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.corrientes import corriente, corriente_a_fondo
from paac_reportes.estructura.filas import Filas
from paac_reportes.estructura.mensajes import error_de_argumento, llego
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.formatos.definicion.claves import Columnas
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.opc.flujos import nombre_y_bytes
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo, se_deja_leer

if TYPE_CHECKING:
    from paac_reportes.maqueta.documento import Documento


class Figura(Protocol):
    """Figura que se dibuja en un archivo, como una de matplotlib."""

    def savefig(
        self,
        destino: Any,
        /,
        *,
        format: str,  # noqa: A002 - así lo llaman
        dpi: float,
        bbox_inches: str,
        metadata: Any,
    ) -> object:
        """Dibuja la figura en un flujo; la firma es la de matplotlib."""


Imagen = PathLike[str] | bytes | Figura
"""La ruta de una imagen (``Path``), sus bytes, o lo que se dibuja como una."""
Pedazo = (
    str
    | Reporte
    | tuple[Filas, Columnas]
    | tuple[Filas, Columnas, str]
    | Imagen
    | tuple[Imagen, str]
    | tuple[Imagen, str, float]
)
"""Pieza que se une; un gráfico nuestro también, que no es un nombre público."""

PIEZAS = "piezas"
_TIPOS_DE_IMAGEN = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp")
_TIPOS_DE_TEXTO = (".md", ".txt")
_OTROS_TIPOS = (
    *(".csv", ".docx", ".heic", ".html", ".json", ".parquet", ".pdf", ".svg", ".xls"),
    *(".xlsx", ".yaml", ".yml", ".zip"),
)
_TOTAL = "Total"
"""El rótulo de la fila que cierra una tabla, si alguna columna suma."""
_SE_ESPERABA = (
    "se esperaba un texto en Markdown, un Reporte, (filas, columnas), una imagen (Path o bytes) o"
    " (imagen, leyenda) o (imagen, leyenda, alto en milímetros)"
)


@clases.frozen(eq=False)
class DeReporte:
    """Un reporte entero."""

    reporte: Reporte

    def pieza(self, taller: Taller) -> PiezaConPaginas:
        """Páginas del reporte, compuesto una vez, como si se emitiera solo."""
        reporte = self.reporte
        del_documento = _en_la_pagina_de(taller, reporte)
        documento, avisos = (del_documento or reporte)._compuesto(taller.medio)  # noqa: SLF001 - es otro reporte
        return PiezaConPaginas(
            documento=documento,
            titulo=documento.metadatos.titulo,
            sigue=del_documento is not None,
            avisos=(*reporte.previos, *avisos, *_no_pasan(reporte, documento)),
        )

    def decide(self) -> object:
        """Datos, forma y opciones del reporte, que deciden sus bytes."""
        from paac_reportes.prueba.acta import lo_que_decide

        return lo_que_decide(self.reporte)


_POCAS_COLUMNAS = 6
"""Las que, a lo sumo, lleva una matriz que se intenta poner en la página de quien la une."""


def _en_la_pagina_de(taller: Taller, reporte: Reporte) -> Reporte | None:
    """El reporte de una matriz de pocas columnas, en la página del documento que la une.

    Ninguno, si no es de ésas, si dice su orientación o si allí alguna palabra se parte.
    """
    formato = reporte.formato
    es_matriz = bool(reporte.filas) and not (formato.encabezado or formato.membrete)
    if taller.medio != "documento" or not es_matriz or formato.pagina.orientacion:
        return None
    if any(len(tabla.columnas) > _POCAS_COLUMNAS for tabla in formato.tablas.values()):
        return None
    pagina = attrs.evolve(
        taller.formato.pagina, familia=formato.pagina.familia, tamano=formato.pagina.tamano
    )
    en_ella = attrs.evolve(reporte, formato=attrs.evolve(formato, pagina=pagina))
    _, avisos = en_ella._compuesto(taller.medio)  # noqa: SLF001 - es otro reporte
    caben = all(aviso.codigo != "palabras_partidas" for aviso in avisos)
    return en_ella if caben else None


Recibida = Texto | DeFilas | DeImagen | DeGrafico | DeReporte


def _no_pasan(reporte: Reporte, documento: "Documento") -> Iterator[Aviso]:
    """Avisos de lo que un reporte lleva solo y unido a otros no."""
    if reporte.con_datos:
        motivo = "sus datos no van adentro del PDF: emítalo también solo"
        yield Aviso("no_pasa_al_documento", "", motivo)
    if documento.membrete is not None:
        motivo = "su membrete sale como en PDF, y no con los objetos de Word"
        yield Aviso("no_pasa_al_documento", "membrete", motivo)
        for reparo in documento.membrete.reparos_fuera_de_word:
            yield Aviso("membrete_sin_usar", "membrete", reparo)


# ------------------------------------------------------------------ lo que llega


def ruta_de_pieza(numero: int) -> str:
    """Ruta de la pieza de ese número, desde 0: ``piezas[2]``."""
    return f"{PIEZAS}[{numero}]"


def limpio(texto: str, ruta: str, avisos: list[Aviso]) -> str:
    """El texto en un renglón, sin los caracteres que ni Word ni Excel admiten."""
    from paac_reportes.textos.limpieza import texto_limpio

    return " ".join(texto_limpio(texto, ruta, avisos).splitlines()).strip()


def recibir(valor: object, avisos: list[Aviso], numero: int) -> Recibida:
    """La pieza de ese número, en su clase; ``ErrorDeEntrada`` con lo que no sirve de ella."""
    valor = corriente(valor)
    if isinstance(valor, Reporte):
        return _pieza_de_reporte(valor)
    if isinstance(valor, str):
        return _pieza_de_texto(valor, avisos, numero)
    if isinstance(valor, Grafico):
        return DeGrafico(valor)
    if _es_imagen(valor):
        return _pieza_de_imagen(valor, "", avisos, numero)
    if isinstance(valor, tuple) and len(valor) in {2, 3}:
        if _es_imagen(valor[0]):
            imagen, leyenda, *alto = valor
            leyenda_limpia = _leyenda(leyenda, avisos, numero)
            return _pieza_de_imagen(imagen, leyenda_limpia, avisos, numero, _alto(*alto))
        if not isinstance(valor[0], str | Reporte) and not _de_otra_figura(valor[0]):
            return _de_filas(valor, avisos, numero)
    motivo = _de_otra_figura(_lo_primero(valor)) or f"{_SE_ESPERABA}; llegó {mostrar(valor)}"
    raise ErrorDeEntrada(Falla("argumento_invalido", "", motivo))


def _pieza_de_reporte(reporte: Reporte) -> DeReporte:
    """Pieza de un reporte; ``ErrorDeEntrada`` si sólo sale solo: en su Word o con cambios."""
    if reporte.formato.cuerpo_en_word is not None:
        motivo = (
            f"{reporte.formato.codigo} se diseñó en Word y sale entero en su propio Word: no se une"
            " a otras piezas; emítalo solo"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "", motivo))
    return DeReporte(reporte)


def _pieza_de_texto(texto: str, avisos: list[Aviso], numero: int) -> Texto:
    """Pieza de un texto en Markdown; ``ErrorDeEntrada`` si es el nombre de un archivo."""
    from paac_reportes.textos.limpieza import texto_limpio

    if en_su_lugar := _si_es_un_archivo(texto.strip()):
        motivo = f"un texto es Markdown; {en_su_lugar}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "", motivo, datos=llego(texto.strip())))
    if not texto.strip():
        avisos.append(
            Aviso("pieza_vacia", ruta_de_pieza(numero), "es un texto en blanco, y nada sale")
        )
    return Texto(texto_limpio(texto, ruta_de_pieza(numero), avisos))


def _si_es_un_archivo(texto: str) -> str:
    """Cómo dar el contenido de un archivo, si el texto es sólo su nombre; si no, vacío."""
    if "://" in texto or texto.split()[1:]:
        return ""
    nombre = texto.lower()
    if nombre.endswith(_TIPOS_DE_IMAGEN):
        return f"una imagen se da como Path({texto!r}), o en bytes"
    if nombre.endswith(_TIPOS_DE_TEXTO):
        return f"el de un archivo se da como Path({texto!r}).read_text('utf-8')"
    if nombre.endswith(_OTROS_TIPOS):
        from paac_reportes.imagenes import SE_ADMITEN

        return f"de {texto!r} se da su Reporte, sus filas y columnas o su imagen {SE_ADMITEN}"
    return ""


def _leyenda(valor: object, avisos: list[Aviso], numero: int) -> str:
    """Leyenda, limpia y en un renglón, de la pieza de ese número desde 0; avisa de lo quitado.

    ``ErrorDeEntrada`` si no es texto, sin ruta: la de la pieza la pone quien las recibe todas.
    """
    leyenda = corriente(valor)
    if not isinstance(leyenda, str):
        raise error_de_argumento("", "leyenda", leyenda)
    return limpio(leyenda, ruta_de_pieza(numero), avisos)


def _de_filas(valor: tuple[Any, ...], avisos: list[Aviso], numero: int) -> DeFilas:
    """Pieza de ``(filas, columnas)`` o ``(filas, columnas, leyenda)``."""
    filas, columnas_recibidas, *leyenda = valor
    columnas = corriente_a_fondo(columnas_recibidas)
    con_total = isinstance(columnas, list | tuple) and any(
        isinstance(columna, Mapping) and columna.get("total") for columna in columnas
    )
    formato = formato_de_columnas("Tabla", columnas, total=_TOTAL if con_total else None)
    reloj = Reloj()
    reducidas, resuelto, de_filas = reducir(filas, formato, reloj)
    leyenda_limpia = _leyenda(leyenda[0], avisos, numero) if leyenda else ""
    avisos_de_la_tabla = (*reloj.avisos, *de_filas)
    avisos += (
        attrs.evolve(a, ruta=unir_ruta(ruta_de_pieza(numero), a.ruta)) for a in avisos_de_la_tabla
    )
    (tabla,) = resuelto.tablas.values()
    return DeFilas(tabla, filas_de_tabla_dada(reducidas, None), leyenda_limpia)


def _es_imagen(valor: object) -> bool:
    """Si el valor se puede leer como imagen: una ruta, un flujo o una figura."""
    es_una_ruta = not isinstance(valor, str) and es_ruta(valor)
    return es_una_ruta or se_deja_leer(valor) or _es_figura(valor)


def _es_figura(valor: object) -> bool:
    """Si es una figura de matplotlib, o se dibuja como una."""
    return hasattr(type(valor), "savefig")


def _lo_primero(valor: object) -> object:
    """Primer elemento de una lista, también de una de listas: los ejes de ``subplots(2, 2)``."""
    for _ in range(_LISTAS_DE_EJES):
        if isinstance(valor, list | tuple) and valor:
            valor = valor[0]
    return valor


_LISTAS_DE_EJES = 2
"""Una dentro de otra, a lo sumo: la que se contiene a sí misma no termina."""


def _de_otra_figura(valor: object) -> str:
    """Qué hacer con una figura que no se deja dibujar así; vacío si no es una.

    El eje de matplotlib da su figura. La que se dibuja en un navegador (altair, plotly) sabe
    mostrarse en un cuaderno y no tiene filas ni es nuestra.
    """
    clase = type(valor)
    es_nuestra = clase.__module__.partition(".")[0] == __name__.partition(".")[0]
    nombre = f"llegó un {clase.__name__} de {clase.__module__.partition('.')[0]}"
    if hasattr(clase, "get_figure"):
        return f"{nombre}, que es parte de una figura: dé la figura, que es su .figure"
    se_muestra = any(hasattr(clase, forma) for forma in _EN_UN_CUADERNO)
    if es_nuestra or not se_muestra or hasattr(valor, "columns"):
        return ""
    guardar = next((consejo for consejo, metodo in _COMO_SE_GUARDA if hasattr(clase, metodo)), "")
    return f"{nombre}: guárdela como PNG y dé su ruta (Path) o sus bytes{guardar}"


_EN_UN_CUADERNO = ("_repr_mimebundle_", "_repr_png_", "_repr_svg_", "_repr_jpeg_")
"""Métodos con que Jupyter muestra una figura."""
_COMO_SE_GUARDA = (
    (', que da figura.to_image("png")', "to_image"),
    (', con figura.save("figura.png")', "save"),
)


def _alto(valor: object = None) -> Decimal | None:
    """Alto de una imagen, en milímetros, si se dice."""
    alto = corriente(valor)
    if alto is None:
        return None
    es_numero = isinstance(alto, int | float | Decimal) and not isinstance(alto, bool)
    if not es_numero or not 0 < alto < inf:
        raise error_de_argumento("", "alto_de_imagen", alto)
    return Decimal(str(alto))


def _pieza_de_imagen(
    valor: Any, leyenda: str, avisos: list[Aviso], numero: int, alto: Decimal | None = None
) -> DeImagen:
    """Pieza de una imagen, ``alto`` en mm; ``ErrorDeEntrada`` si no sirve. Sin leyenda, avisa."""
    from paac_reportes.imagenes import por_que_no

    datos = _bytes_de_imagen(valor)
    if motivo := por_que_no(datos):
        raise ErrorDeEntrada(Falla("imagen_invalida", "", motivo))
    if not leyenda:
        motivo = "no dice qué muestra, y quien no la ve no lo sabrá; dé (imagen, leyenda)"
        avisos.append(Aviso("imagen_sin_leyenda", ruta_de_pieza(numero), motivo))
    if alto is None and _es_figura(valor):  # dice su tamaño
        alto = alto_por_sus_puntos(datos)
    return DeImagen(datos, leyenda, alto)


def _bytes_de_imagen(valor: Any) -> bytes:
    """Bytes de una imagen: de un flujo, de una figura (que se dibuja en PNG) o de una ruta."""
    if se_deja_leer(valor):
        return nombre_y_bytes(valor, "", "imagen", "una imagen")[1]
    if _es_figura(valor):
        dibujada = io.BytesIO()
        with codigo_ajeno("", "la figura no se dejó dibujar"):
            # Sin la versión de quien la dibuja, que cambiaría los bytes.
            sin_programa = {"Software": None}
            valor.savefig(
                dibujada,
                format="png",
                dpi=PUNTOS_POR_PULGADA,
                bbox_inches="tight",  # entera, como la muestra un cuaderno
                metadata=sin_programa,
            )
        return dibujada.getvalue()
    try:
        return leer_archivo(Path(valor))
    except IlegibleError as error:
        raise ErrorDeEntrada(Falla(error.codigo, "", f"{Path(valor)}: {error}")) from None
