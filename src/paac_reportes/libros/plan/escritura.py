"""Un plan como libro: todo lo que dice, en hojas que una persona llena y un programa lee.

``libro_del_plan`` lo escribe. Debajo, las hojas que no son de la matriz (Plan, Firmas, Control de
cambios, Textos, y la de las imágenes, que va oculta) y la que dice cómo se llena.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.estructura import desestructurar
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.columnas import CLASE, NOTAS
from paac_reportes.libros.plan.hojas import (
    EJEMPLO,
    SEGUIMIENTO_DE_EJEMPLO,
    Fila,
    hoja_de_tabla,
    hojas_de_matriz,
)
from paac_reportes.libros.plan.recomendaciones import hoja_de_recomendaciones
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    ColumnaDeDatos,
    HojaDeDatos,
    Llenado,
    Regla,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.modelo import Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.normativa.regimenes import regimen_del_plan
from paac_reportes.textos.limpieza import limpiar

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

_FORMATOS = {"paac-v1": "paac-plan", "paac-v2": "paac-plan", "ptep": "ptep-plan"}
"""El que las instrucciones ponen de ejemplo."""
_LETRA, _TAMANO = "Arial", Pt(10)


def libro_del_plan(plan: Plan) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no pudo quedar a la letra.

    ``ErrorDeEntrada`` con cada texto que no cabe en su celda.
    """
    limpio, avisos = limpiar(plan)
    escritura = Escritura()
    contenido = escribir(_documento(limpio), escritura)
    return contenido, (*avisos, *retornos_de(plan), *escritura.avisos)


def _documento(plan: Plan) -> Documento:
    propiedades = (
        ("paac.clase", CLASE),
        ("paac.version_contrato", str(VERSION_DEL_CONTRATO)),
        *(((c.CON_MAPA, "si"),) if plan.mapa_de_riesgos is not None else ()),
    )
    titulo = f"Plan {plan.vigencia or ''}".strip()
    return documento_del_libro(titulo, plan.entidad.nombre, propiedades, hojas_del_libro(plan))


def documento_del_libro(
    titulo: str,
    autor: str,
    propiedades: tuple[tuple[str, str], ...],
    hojas: Iterable[HojaDeDatos],
) -> Documento:
    """El de un libro de sólo esas hojas."""
    return Documento(
        metadatos=Metadatos(titulo=titulo, autor=autor[:255], propiedades=propiedades),
        estilos=estilos_base(_LETRA, _TAMANO),
        partes=(),
        hojas_de_datos=tuple(hojas),
    )


def hojas_del_libro(plan: Plan) -> Iterator[HojaDeDatos]:
    """Las de un plan, con sus textos limpios."""
    cortes = cortes_del_libro(plan)
    con_mapa = plan.mapa_de_riesgos is not None
    yield hoja_de_instrucciones(_FORMATOS[regimen_del_plan(plan, None).codigo], con_mapa=con_mapa)
    yield hoja_del_plan(plan)
    yield from hojas_de_matriz(plan, cortes)
    yield hoja_de_recomendaciones(plan)
    yield hoja_de_firmas(plan)
    yield hoja_de_cambios(plan)
    yield hoja_de_textos(plan)
    imagenes = hoja_de_imagenes(plan)
    if imagenes is not None:
        yield imagenes
    if plan.mapa_de_riesgos is not None:
        from paac_reportes.libros.mapa.escritura import hojas_del_mapa  # noqa: PLC0415 - sin mapa no

        yield from hojas_del_mapa(plan.mapa_de_riesgos)


def cortes_del_libro(plan: Plan) -> tuple[date, ...]:
    """Los que el plan trae y los de su vigencia, que se van a llenar."""
    serie: tuple[date, ...] = ()
    elegidos = plan.metodologia.cortes if plan.metodologia else None
    if isinstance(elegidos, tuple):
        serie = elegidos
    elif plan.vigencia is not None:
        del_regimen = regimen_del_plan(plan, None).cortes.periodicidad
        serie = cortes_de(plan.vigencia, elegidos or del_regimen or "cuatrimestral")
    return tuple(sorted({*plan.cortes(), *serie}))


def retornos_de(plan: "Plan | MapaDeRiesgos") -> Iterator[Aviso]:
    """Un libro no distingue el retorno de carro del salto de renglón."""
    if any("\r" in texto for texto in _textos(attrs.asdict(plan))):
        motivo = "los retornos de carro (U+000D) quedan como saltos de renglón"
        yield Aviso("caracter_cambiado", "", motivo)


def _textos(valor: object) -> Iterator[str]:
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, dict):
        for uno in valor.values():
            yield from _textos(uno)
    elif isinstance(valor, list | tuple):
        for uno in valor:
            yield from _textos(uno)


@clases.frozen(kw_only=True)
class DatoDelPlan:
    """Un renglón de la hoja Plan."""

    ruta: str
    rotulo: str
    ayuda: str
    regla: Regla | None


_EN_TABLA = {"entidad.extras", "metodologia.pesos"}
"""Los que no caben en una celda: de cada uno que el plan traiga va un renglón, con su ruta."""


def _datos_del_plan() -> tuple[DatoDelPlan, ...]:
    entidad, *suyos = CATALOGO.datos("entidad")
    datos = (entidad, "vigencia", "regimen", *suyos, *CATALOGO.datos("metodologia"))
    rotulos = CATALOGO.rotulos(dato for dato in datos if dato not in _EN_TABLA)
    return tuple(
        DatoDelPlan(ruta=d, rotulo=rotulo, ayuda=CATALOGO[d].ayuda, regla=c.regla_de(d))
        for d, rotulo in rotulos.items()
    )


DATOS_DEL_PLAN = _datos_del_plan()
"""Los que siempre están; los demás (extras, pesos, una escala propia) van con su ruta."""


_EN_UNA_CELDA = 30_000
"""Letras de cada trozo: Excel guarda 32.767, y las de fuera del plano básico cuentan doble."""
_FILAS_DE_SOBRA = 10
ESCUDO = "escudo"
"""Con qué se nombra el de la entidad en la hoja de las imágenes."""


def hoja_del_plan(plan: Plan) -> HojaDeDatos:
    """Un dato por renglón: los de siempre y, por su ruta, los que sólo trae este plan."""
    titulo = "Datos del plan y de la entidad"
    return hoja_de_sueltos(c.PLAN, titulo, DATOS_DEL_PLAN, _sin_matriz(plan))


def hoja_de_sueltos(
    nombre: str, titulo: str, conocidos: Sequence[DatoDelPlan], datos: Mapping[str, Any]
) -> HojaDeDatos:
    """Un dato por renglón: los conocidos, aunque falten, y los demás que haya, por su ruta."""
    todos = dict(_aplanados(datos))
    filas: list[Fila] = []
    for dato in conocidos:
        valor = todos.pop(dato.ruta, None)
        filas.append(_renglon(dato.ruta, dato.rotulo, valor, dato.ayuda))
    filas += [_renglon(ruta, ruta, valor, "") for ruta, valor in todos.items()]
    con_regla = tuple(
        CeldaConRegla(fila=n, columna="Valor", regla=dato.regla, ayuda=dato.ayuda)
        for n, dato in enumerate(conocidos)
        if dato.regla is not None
    )
    arriba = (Renglon(contenido=titulo, estilo="titulo"),)
    llenado = Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA, celdas=con_regla)
    return hoja_de_tabla(nombre, c.DEL_PLAN, filas, llenado)


def _renglon(ruta: str, rotulo: str, valor: Any, ayuda: str) -> Fila:
    """El de un dato; una tabla que está y no trae nada se anota escondida."""
    esta_vacia = valor == {}
    return {
        NOTAS: [f"{ruta}={{}}"] if esta_vacia else [],
        "dato": rotulo,
        "valor": None if esta_vacia else valor,
        "ayuda": ayuda or None,
    }


_CON_HOJA = (
    *("dependencias", "componentes", "recomendaciones", "control_cambios", "firmas", "textos"),
)


def _sin_matriz(plan: Plan) -> dict[str, Any]:
    """Lo del plan que no tiene hoja propia; los extras, con su clase."""
    datos: dict[str, Any] = desestructurar(plan)
    if plan.entidad.escudo is not None:
        datos["entidad"]["escudo"] = c.EN_EL_LIBRO.format(ESCUDO)
    for otra in (*_CON_HOJA, "mapa_de_riesgos"):
        datos.pop(otra, None)
    if plan.entidad.extras:
        datos["entidad"]["extras"] = dict(plan.entidad.extras)
    return datos


def _aplanados(datos: Any, ruta: str = "") -> Iterator[tuple[str, Any]]:
    """Cada valor con su ruta: ``metodologia.escala.zonas[0].desde``."""
    if isinstance(datos, Mapping) and (datos or not ruta):
        for clave, valor in datos.items():
            yield from _aplanados(valor, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(datos, list):
        for numero, valor in enumerate(datos):
            yield from _aplanados(valor, f"{ruta}[{numero}]")
    else:
        yield ruta, datos


def hoja_de_firmas(plan: "Plan | MapaDeRiesgos", nombre: str = c.FIRMAS) -> HojaDeDatos:
    """Quien elabora, revisa y aprueba."""
    filas = [
        {
            **attrs.asdict(firma),
            "imagen": None if firma.imagen is None else c.EN_EL_LIBRO.format(f"firma {n}"),
        }
        for n, firma in enumerate(plan.firmas, 1)
    ]
    arriba = (
        Renglon(contenido="Firmas", estilo="titulo"),
        Renglon(
            contenido="Quien elabora, revisa y aprueba, en el orden en que firma.", estilo="nota"
        ),
    )
    return hoja_de_tabla(
        nombre, c.DE_FIRMAS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def hoja_de_cambios(plan: "Plan | MapaDeRiesgos", nombre: str = c.CAMBIOS) -> HojaDeDatos:
    """El control de cambios del documento."""
    filas = [attrs.asdict(cambio) for cambio in plan.control_cambios]
    arriba = (Renglon(contenido="Control de cambios del documento", estilo="titulo"),)
    return hoja_de_tabla(
        nombre, c.DE_CAMBIOS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def hoja_de_textos(plan: "Plan | MapaDeRiesgos", nombre: str = c.TEXTOS) -> HojaDeDatos:
    """Los párrafos de un informe; el que no cabe en una celda sigue en la de abajo."""
    filas = [fila for clave, texto in plan.textos.items() for fila in _en_trozos(clave, texto)]
    arriba = (
        Renglon(contenido="Textos del informe narrativo", estilo="titulo"),
        Renglon(
            contenido="En lugar de los que trae el formato. Si no escribe ninguno, salen aquéllos.",
            estilo="nota",
        ),
    )
    return hoja_de_tabla(
        nombre, c.DE_TEXTOS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def _en_trozos(clave: str, texto: str) -> Iterator[Fila]:
    for n, trozo in enumerate(_trozos(texto) or [""]):
        yield {
            NOTAS: ["sigue"] if n else [],
            "clave": f"{clave}{c.SIGUE}" if n else clave,
            "texto": trozo,
        }


def _trozos(texto: str) -> list[str]:
    mitad = _EN_UNA_CELDA // 2
    paso = mitad if len(texto.encode("utf-16-le")) > 2 * len(texto) else _EN_UNA_CELDA
    return [texto[n : n + paso] for n in range(0, len(texto), paso)]


def hoja_de_imagenes(plan: "Plan | MapaDeRiesgos", nombre: str = c.IMAGENES) -> HojaDeDatos | None:
    """El escudo y las firmas dibujadas, escritos como texto; ninguna hoja si no los hay."""
    imagenes = {ESCUDO: plan.entidad.escudo}
    imagenes |= {f"firma {n}": firma.imagen for n, firma in enumerate(plan.firmas, 1)}
    filas: list[Fila] = [
        {"clave": clave, "trozo": trozo}
        for clave, imagen in imagenes.items()
        if imagen is not None
        for trozo in _trozos(base64.b64encode(imagen).decode("ascii"))
    ]
    if not filas:
        return None
    hoja = hoja_de_tabla(nombre, c.DE_IMAGENES, filas, Llenado())
    return attrs.evolve(hoja, oculta=True)


_PASOS = (
    "Este libro es el plan. Llénelo en Excel, LibreOffice o Google Sheets y guárdelo como .xlsx.",
    "1. En la hoja Plan, revise el nombre de la entidad y la vigencia.",
    "2. En Componentes, deje los nombres como los usa su entidad.",
    (
        "3. En Actividades, escriba una fila por actividad. La que sólo dice su componente y su"
        " subcomponente todavía no es una."
    ),
    "4. Cuando llegue un corte, llene sus columnas, que están a la derecha.",
    "5. Revise que todo se entiende con: paac-reportes validar plan.xlsx",
    ("6. Saque el documento con: paac-reportes generar plan.xlsx --formato {} --salida plan.docx"),
    (
        "Una celda en blanco es un dato que no se tiene; un guion es un guion, y 0 es cero. Las"
        " fechas y los códigos quedan a la letra. Para una columna propia de su formato, póngale de"
        " rótulo extras.nombre_de_la_columna."
    ),
)
_HOJAS = (
    (c.PLAN, "La entidad, la vigencia y cómo se sacan las cifras."),
    (c.COMPONENTES, "Los componentes del plan, y las dependencias si va por ellas."),
    (c.ACTIVIDADES, "Las actividades y, por cada corte, su seguimiento."),
    (c.TRAMITES, "Los trámites por racionalizar y los intercambios de información."),
    (c.RECOMENDACIONES, "Lo que se recomendó en cada corte, y lo que se respondió."),
    (c.FIRMAS, "Quien elabora, revisa y aprueba."),
    (c.CAMBIOS, "Las versiones del documento."),
    (c.TEXTOS, "Los párrafos propios de un informe narrativo; puede quedar en blanco."),
)


def hoja_de_instrucciones(formato: str, *, con_mapa: bool = False) -> HojaDeDatos:
    """En palabras corrientes, y qué va en cada hoja; ``formato``, uno que le sirva a este plan."""
    hojas: tuple[tuple[str, str], ...] = _HOJAS
    if con_mapa:
        from paac_reportes.libros.mapa.escritura import QUE_VA_EN_CADA_HOJA  # noqa: PLC0415 - ídem

        hojas = (*hojas, *QUE_VA_EN_CADA_HOJA)
    return HojaDeDatos(
        nombre=c.INSTRUCCIONES,
        columnas=(
            ColumnaDeDatos(rotulo="Hoja", ancho=Mm(50)),
            ColumnaDeDatos(rotulo="Qué va en ella", ancho=Mm(150)),
        ),
        filas=hojas,
        llenado=Llenado(
            arriba=(
                Renglon(contenido="Cómo se llena este libro", estilo="titulo"),
                *(Renglon(contenido=paso.format(formato)) for paso in _PASOS),
                *(Renglon(contenido=uno) for uno in _ejemplos()),
            )
        ),
    )


def _ejemplos() -> Iterator[str]:
    """Cómo se ve una fila llena. Va aquí y no en su hoja: allá sería un dato del plan."""
    de_una = EJEMPLO | {"actividad.codigo": "1.1"}
    actividad = ((columna.rotulo, de_una.get(columna.dato)) for columna in c.DE_ACTIVIDADES)
    yield f"Una actividad, por ejemplo. {_como_se_llena(actividad)}"
    reporte = (
        (columna.rotulo, SEGUIMIENTO_DE_EJEMPLO.get(columna.dato)) for columna in c.DE_SEGUIMIENTO
    )
    yield f"Y lo que se reporta de ella en un corte. {_como_se_llena(reporte)}"


def _como_se_llena(celdas: Iterable[tuple[str, str | Decimal | None]]) -> str:
    dichas = (f"{rotulo}: {valor}" for rotulo, valor in celdas if valor is not None)
    return f"{'; '.join(dichas)}.".replace("\n", " y, en otro renglón, ")
