"""Un libro de captura como documento neutro: las instrucciones y una tabla por clase de fila.

Al final, la primera hoja (de qué es el libro y cómo se llena) y el nombre del archivo de cada
oficina: ASCII, que se entienda, y ninguno igual a otro.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import alguno_de
from paac_reportes.libros.captura.columnas import (
    CAMPOS,
    DEL_PLAN,
    ESTADOS,
    IDENTIFICACION,
    ColumnaDeCaptura,
    FilaDeCaptura,
    FilaQueSale,
    Lector,
    TablaDeCaptura,
    filas_de_captura,
    lo_que_cabe,
    por_oficina,
)
from paac_reportes.libros.captura.huellas import (
    Procedencia,
    huella_de_la_base,
    huella_de_la_entidad,
    identificacion_de,
    propiedades_de,
)
from paac_reportes.libros.captura.recomendaciones import (
    HOJA,
    SE_LLENAN,
    comprobar_que_caben,
    cuantas_son,
    de_cada_oficina,
    hoja_de_recomendaciones,
)
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    Documento,
    Marco,
    Metadatos,
    Pagina,
    Parte,
)
from paac_reportes.maqueta.estilos import Estilo, estilos_base, estilos_de_firma, sublistas
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    Llenado,
    Opciones,
    Pintado,
    Progreso,
    Regla,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.modelo import Plan, Recomendacion
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.valores import en_ascii, fecha_larga

_COMPLETA = "E2EFDA"


@clases.frozen(kw_only=True)
class LibroDeCaptura:
    """Un libro por entregar."""

    nombre: str
    """El de su archivo."""
    oficina: str | None
    """La dependencia; ``None`` si el plan no las tiene."""
    documento: Documento


def libros_de_captura(plan: Plan, corte: date) -> Iterator[LibroDeCaptura]:
    """Uno por dependencia con filas, en su orden; los textos del plan, ya limpios.

    ``ErrorDeEntrada`` con lo ya reportado que no cabe en una celda.
    """
    filas = list(filas_de_captura(plan, corte))
    comprobar_las_filas(filas)
    comprobar_que_caben(plan)
    procedencia = Procedencia(
        corte=corte,
        entidad=huella_de_la_entidad(plan.entidad),
        base=huella_de_la_base(filas),
    )
    oficinas = por_oficina(filas)
    en_corto = {numero: _en_corto(plan, numero) for numero in oficinas}
    nombres = nombres_de_libros(en_corto, corte)
    recomendaciones = de_cada_oficina(plan, corte, oficinas)
    for numero, suyas in oficinas.items():
        oficina = None if numero is None else plan.dependencias[numero].nombre
        titulo = f"Seguimiento al {fecha_larga(corte)}"
        de_quien, pedidas = oficina or plan.entidad.nombre, recomendaciones[numero]
        yield LibroDeCaptura(
            nombre=nombres[numero],
            oficina=oficina,
            documento=Documento(
                metadatos=Metadatos(
                    titulo=titulo,
                    asunto=de_quien[:LARGO_DE_PROPIEDAD],
                    fecha=corte,
                    propiedades=tuple(propiedades_de(procedencia, numero, plan.vigencia).items()),
                ),
                estilos=estilos(),
                partes=(hoja_de_instrucciones(plan, suyas, pedidas, corte, oficina),),
                hojas_de_datos=(
                    *hojas_de(DEL_PLAN, suyas, procedencia, de_quien),
                    *([hoja_de_recomendaciones(pedidas, corte, de_quien)] if pedidas else ()),
                ),
            ),
        )


def _en_corto(plan: Plan, numero: int | None) -> str:
    return plan.entidad.nombre if numero is None else plan.dependencias[numero].en_corto


def hojas_de(
    tablas: Iterable[TablaDeCaptura],
    filas: Sequence[FilaQueSale],
    procedencia: Procedencia,
    de_quien: str,
) -> Iterator[HojaDeDatos]:
    """Una por clase de fila: los trámites tienen otras columnas que las actividades."""
    for tabla in tablas:
        suyas = [fila for fila in filas if fila.hoja == tabla.hoja]
        if suyas:
            yield _hoja(tabla, suyas, procedencia, de_quien)


def _hoja(
    tabla: TablaDeCaptura, filas: Sequence[FilaQueSale], procedencia: Procedencia, de_quien: str
) -> HojaDeDatos:
    columnas, se_llenan = tabla.columnas_de(filas), tabla.se_llenan
    titulo = f"{de_quien}: seguimiento al {fecha_larga(procedencia.corte)}"
    return HojaDeDatos(
        nombre=tabla.titulo,
        columnas=_con_la_escondida(
            map(_columna, columnas),
            ColumnaDeDatos(rotulo=IDENTIFICACION, ancho=Mm(20), oculta=True),
        ),
        filas=tuple(
            _con_la_escondida(
                (_en_celda(columna, fila) for columna in columnas),
                str(identificacion_de(fila, procedencia)),
            )
            for fila in filas
        ),
        llenado=Llenado(
            arriba=(
                Renglon(contenido=titulo, estilo="titulo"),
                Renglon(
                    contenido=f"{cuenta(filas)}. Se escribe en las columnas de rótulo amarillo."
                ),
                *(
                    Renglon(contenido=Progreso(antes=f"Con {rotulo}: ", columnas=(rotulo,)))
                    for rotulo in se_llenan
                ),
            ),
            protegida=True,
            fijas=1 + sum(1 for c in columnas if c.dato in tabla.nombran),
            pintados=(Pintado(cuando="completa", columnas=se_llenan, relleno=_COMPLETA),),
        ),
    )


T = TypeVar("T")


def _con_la_escondida(suyos: Iterable[T], escondido: T) -> tuple[T, ...]:
    """Va entre las dos primeras: quien ordene lo que ve, de lado a lado, también la mueve."""
    primero, *demas = suyos
    return (primero, escondido, *demas)


def _en_celda(columna: ColumnaDeCaptura, fila: FilaQueSale) -> Valor:
    """Lo que va en la celda; de lo que va cerrado, lo que quepa."""
    valor = columna.leer(fila)
    return valor if columna.abierta or not isinstance(valor, str) else lo_que_cabe(valor)


def comprobar_las_filas(filas: Sequence[FilaQueSale]) -> None:
    """Lo ya reportado va entero o no va: recortado, volvería como si lo hubieran cambiado."""
    fallas = [
        Falla(
            "no_cabe", fila.ruta, f"su seguimiento no cabe en una celda ({LETRAS_POR_CELDA} letras)"
        )
        for fila in filas
        for campo in fila.reporte.campos
        if isinstance(valor := fila.reporte.en_celda(campo), str) and lo_que_cabe(valor) != valor
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def _columna(columna: ColumnaDeCaptura) -> ColumnaDeDatos:
    if not columna.abierta:
        return ColumnaDeDatos(rotulo=columna.rotulo, ancho=Mm(columna.ancho))
    regla, reproche = _REGLAS.get(columna.lector, (_TEXTO, _MUY_LARGO))
    if columna.opciones:
        escritas = tuple(columna.opciones.values())
        regla, reproche = Opciones(valores=escritas), f"Se espera {alguno_de(escritas)}."
    return ColumnaDeDatos(
        rotulo=columna.rotulo,
        clase="numero" if columna.lector == "avance" else "texto",
        ancho=Mm(columna.ancho),
        regla=regla,
        ayuda=columna.ayuda,
        reproche=reproche,
        abierta=True,
    )


_TEXTO = Limites(clase="letras", maximo=LETRAS_POR_CELDA)
_MUY_LARGO = f"Una celda guarda hasta {LETRAS_POR_CELDA} letras."
_REGLAS: Mapping[Lector, tuple[Regla, str]] = {
    "avance": (
        Limites(clase="numero", minimo=Decimal(0), maximo=Decimal(100)),
        "Se espera un número de 0 a 100, sin el signo %.",
    ),
    "estado": (Opciones(valores=ESTADOS), f"Se espera uno de la lista: {', '.join(ESTADOS)}."),
}
"""Qué se puede escribir en las que no son de texto, y qué se lee si no sirve."""


PAGINA = Pagina(
    ancho=Mm(279),
    alto=Mm(216),
    superior=Mm(20),
    inferior=Mm(18),
    izquierdo=Mm(18),
    derecho=Mm(18),
    encabezado=Mm(8),
)
"""Carta, apaisada."""


COMO_SE_LLENA = "Cómo se llena"
"""Por lo que se reconoce la hoja cuando vuelve."""


def estilos() -> dict[str, Estilo]:
    """Los de todo el libro."""
    base = estilos_base("Arial", Pt(10))
    base["celda"] = attrs.evolve(base["celda"], tamano=Pt(9))
    return base | sublistas(base["lista"]) | estilos_de_firma(base["firma"])


def hoja_de_instrucciones(
    plan: Plan,
    filas: list[FilaDeCaptura],
    recomendaciones: list[Recomendacion],
    corte: date,
    oficina: str | None,
) -> Parte:
    """La hoja, con lo que la oficina tiene por reportar."""
    bloques = tuple(_bloques(plan, filas, recomendaciones, corte, oficina))
    return Parte("Instrucciones", bloques, Marco(pagina=PAGINA))


def _bloques(
    plan: Plan,
    filas: list[FilaDeCaptura],
    recomendaciones: list[Recomendacion],
    corte: date,
    oficina: str | None,
) -> Iterator[Bloque]:
    yield Titulo(texto=f"Seguimiento al {fecha_larga(corte)}", nivel=0)
    vigencia = f", vigencia {plan.vigencia}" if plan.vigencia else ""
    yield Parrafo(f"{plan.entidad.nombre}{vigencia}")
    if oficina is not None:
        yield Parrafo(f"Oficina: {oficina}")
    yield Parrafo(f"Por reportar: {cuenta(filas)}.")
    if recomendaciones:
        columnas = " y ".join(SE_LLENAN)
        yield Parrafo(
            f"Por responder: {cuantas_son(recomendaciones)}, en la hoja {HOJA}; sus"
            f" columnas de rótulo amarillo son {columnas}."
        )
    yield Titulo(texto=COMO_SE_LLENA, nivel=1)
    for numero, texto in enumerate(_pasos(), 1):
        yield Parrafo(texto, "lista", Lista(nivel=1, numero=numero))
    yield Titulo(texto="Qué va en cada columna", nivel=1)
    for texto in _que_va():
        yield Parrafo(texto, "lista", Lista(nivel=1))


def cuenta(filas: Sequence[FilaQueSale]) -> str:
    """``12 actividades y 1 trámite``."""
    veces = Counter(fila.hoja for fila in filas)
    partes = (
        (veces["actividades"], "actividad", "actividades"),
        (veces["tramites"], "trámite", "trámites"),
        (veces["riesgos"], "riesgo", "riesgos"),
        (veces["controles"], "control", "controles"),
    )
    return " y ".join(
        f"{cuantas} {una if cuantas == 1 else varias}" for cuantas, una, varias in partes if cuantas
    )


def _pasos() -> Iterator[str]:
    yield (
        "Escriba sólo en las columnas de rótulo amarillo, las últimas de la derecha:"
        f" {', '.join(campo.rotulo for campo in _ABIERTOS[:-1])} y {_ABIERTOS[-1].rotulo}. Lo demás"
        " es el plan y va cerrado, sin contraseña."
    )
    yield (
        "Si algo del plan está mal, no lo corrija aquí: dígalo en Observaciones. Un texto del plan"
        " que vuelva cambiado queda señalado, y no cambia el plan."
    )
    yield (
        "Puede filtrar las filas, y ordenarlas si quita la protección (Revisar, Desproteger hoja)."
        " No agregue, ni borre, ni copie filas enteras."
    )
    yield (
        "Lo que deje en blanco queda sin reportar. Un guion (-) es un dato: dice que hay un guion."
    )
    yield "Guarde el libro como .xlsx y devuélvalo con el mismo nombre."


def _que_va() -> Iterator[str]:
    """``Avance (%): de 0 a 100…``, de cada columna abierta."""
    for campo in _ABIERTOS:
        yield f"{campo.rotulo}: {campo.ayuda[0].lower()}{campo.ayuda[1:]}"


_ABIERTOS = tuple(CATALOGO[f"seguimiento.{campo}"] for campo in CAMPOS)


_LETRAS = 60
"""De la oficina en el nombre: con la carpeta delante, Windows lo sigue abriendo."""


def nombres_de_libros(oficinas: Mapping[int | None, str], corte: date) -> dict[int | None, str]:
    """``03-secretaria-de-hacienda-2020-12-31.xlsx``, por el número de la dependencia.

    El número es su orden en el plan: los distingue aunque dos se llamen igual.
    """
    cifras = max(2, len(str(len(oficinas))))
    return {
        numero: "-".join(
            filter(None, (_orden(numero, cifras), en_ascii(nombre, _LETRAS), f"{corte}.xlsx"))
        )
        for numero, nombre in oficinas.items()
    }


def _orden(numero: int | None, cifras: int) -> str:
    return "captura" if numero is None else f"{numero + 1:0{cifras}}"
