"""Los formatos que trae la biblioteca y los de una carpeta propia, con los que heredan de otro.

En orden: las fichas, que dicen algo de cada formato sin usarlo; cómo se halla y se define uno; un
formato en el tiempo (la versión que rige en una fecha, y si es del régimen del plan); y para qué
entidad se hizo.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import estructurar, falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.formatos.definicion.formato import EntidadDelFormato, Formato, de_donde_sale
from paac_reportes.formatos.lectura.crudos import (
    ARCHIVO,
    BASE,
    EN_WORD,
    MEMBRETE,
    Crudo,
    bloques_de,
    heredar,
    leer_crudo,
)
from paac_reportes.modelo import CodigoDeRegimen, Entidad
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.normas import (
    Regimen,
    buscar_regimen,
    fecha_del_plan,
    regimen_de_vigencia,
    regimen_del_plan,
    regimen_vencido,
    transicion,
)
from paac_reportes.sistema import Carpeta, IlegibleError, es_ruta, leer_archivo
from paac_reportes.textos.frases import nombre_en_frase
from paac_reportes.textos.plano import el_mas_cercano, en_plano
from paac_reportes.textos.valores import contar, fecha_corta, lista


@clases.frozen(kw_only=True)
class FichaDeFormato:
    """Ficha de un formato en el catálogo, sin usarlo."""

    codigo: str
    nombre: str
    version: str
    fuente: str
    """De dónde sale y qué tan cierto es, en Markdown."""
    vigente_desde: date | None = None
    vigente_hasta: date | None = None
    regimenes: tuple[CodigoDeRegimen, ...] = ()
    """De cuáles es; sin ellos, sirve para todos."""


class Catalogo(SeMuestra, tuple[FichaDeFormato, ...]):
    """Las fichas, por código: una tupla que además se muestra."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Catalogo: {', '.join(ficha.codigo for ficha in self)}>"

    def _cuadro(self) -> Cuadro:
        """Tabla del catálogo para un cuaderno: un renglón por formato."""
        return Cuadro(
            titulo=contar(len(self), "formato", "formatos"),
            columnas=("Código", "Versión", "Nombre", "Régimen", "Rige", "De dónde sale"),
            filas=[
                (
                    *(ficha.codigo, ficha.version, ficha.nombre),
                    ", ".join(ficha.regimenes) or "todos",
                    _cuando_rige(ficha),
                    de_donde_sale(ficha.fuente),
                )
                for ficha in self
            ],
            son="formatos",
        )


def _cuando_rige(ficha: FichaDeFormato) -> str:
    """``desde el 01/01/2024``; «siempre» si no dice desde ni hasta cuándo."""
    limites = (("desde", ficha.vigente_desde), ("hasta", ficha.vigente_hasta))
    partes = [f"{limite} el {fecha_corta(dia)}" for limite, dia in limites if dia is not None]
    return " ".join(partes) or "siempre"


_VERSION = "~"
"""Separa, en el nombre de una carpeta del catálogo, el código y su versión si hay varias."""


Hallado = tuple[Formato, str]
"""Un formato y su fuente."""

Vecinos = Callable[[], tuple[Sequence[Crudo], Sequence[Falla]]]
"""Los formatos de una misma carpeta, entre los que se busca de quién heredar, y los ilegibles."""


def fichas_del_catalogo(plantillas: Carpeta | None = None) -> Catalogo:
    """Fichas de los formatos del catálogo y de una carpeta propia, por código."""
    formatos = [par for codigo in codigos() for par in _del_catalogo(codigo)]
    formatos += _formatos_de_la_carpeta(plantillas)
    return Catalogo(
        FichaDeFormato(
            codigo=formato.codigo,
            nombre=formato.nombre,
            version=formato.version,
            fuente=fuente,
            vigente_desde=formato.vigente_desde,
            vigente_hasta=formato.vigente_hasta,
            regimenes=formato.regimenes,
        )
        for formato, fuente in sorted(formatos, key=lambda par: (par[0].codigo, par[0].version))
    )


def hallar_formato(
    codigo: str, plantillas: Carpeta | None = None, fecha: date | None = None
) -> Hallado:
    """El formato de ese código que rige en la fecha, o el último, y de dónde se leyó.

    ``plantillas``: la carpeta de los propios, que se suman a los del catálogo; de ella sólo han de
    servir los de ese código y aquellos de que heredan.
    """
    crudos, ilegibles = _de_la_carpeta(plantillas)
    de_otros = [crudo.codigo for crudo in crudos if isinstance(crudo.codigo, str)]
    suyas = [falla for falla in ilegibles if _dice_ser(falla.ruta, codigo)]
    if codigo not in (*codigos(), *de_otros) and not suyas:
        hay, sin_propios = sorted({*codigos(), *de_otros}), plantillas is None
        falla = _falla_de_codigo("formato_desconocido", "", codigo, hay, sin_propios=sin_propios)
        raise ErrorDeFormato([falla, *ilegibles])
    candidatos = _definidos(
        [crudo for crudo in crudos if crudo.codigo == codigo],
        lambda: (crudos, ilegibles),
        suyas,
    )
    if codigo in codigos():
        candidatos += _del_catalogo(codigo)
    elegido = la_que_rige([formato for formato, _ in candidatos], fecha)
    return next(candidato for candidato in candidatos if candidato[0] is elegido)


def formato_de_carpeta(ruta: Carpeta) -> Formato:
    """El formato de una carpeta, con lo que hereda; ``ErrorDeFormato`` con cada falla."""
    if not es_ruta(ruta):
        raise ErrorDeFormato(falla_de_argumento("", "carpeta_de_formato", ruta))
    carpeta = Path(ruta)
    try:
        crudo = leer_crudo(carpeta, str(carpeta))
    except ErrorDeFormato:
        raise
    except (OSError, ValueError):  # un nombre imposible, que ni siquiera se deja buscar
        raise ErrorDeFormato(
            Falla("argumento_invalido", "", f"no sirve como carpeta: {mostrar(str(ruta))}")
        ) from None
    propia = carpeta if carpeta.is_dir() else carpeta.parent

    def vecinos() -> tuple[list[Crudo], list[Falla]]:
        """El formato pedido, como ya se leyó, y los de al lado; y las fallas de los ilegibles."""
        crudos, ilegibles = leer_carpetas(propia.absolute().parent)
        con_el_pedido = [crudo if Path(v.lugar).parent == propia.absolute() else v for v in crudos]
        return con_el_pedido, ilegibles

    return definir(crudo, functools.cache(vecinos))


def es_codigo(texto: str) -> bool:
    """Si un texto no es la carpeta de un formato; la de trabajo y las de encima, nunca."""
    ruta = Path(texto)
    archivo = ruta if ruta.name == ARCHIVO else ruta / ARCHIVO
    try:
        es_de_encima = not ruta.parts or ".." in ruta.parts
        return es_de_encima or texto in codigos() or not archivo.is_file()
    except (OSError, ValueError):  # un texto cualquiera, que ni cabe en una ruta
        return True


def leer_formatos(ruta: Carpeta) -> tuple[Formato, ...]:
    """El formato de una carpeta, o los de una carpeta de ellas; ``ErrorDeFormato`` si fallan."""
    carpeta = Path(ruta)
    if (carpeta / ARCHIVO).is_file() or carpeta.is_file():
        return (formato_de_carpeta(carpeta),)
    if not carpeta.is_dir():
        motivo = (
            "no existe; se esperaba la carpeta de un formato o de varios, o un .docx con huecos"
        )
        raise ErrorDeFormato(Falla("formato_desconocido", mostrar(str(carpeta)).strip("'"), motivo))
    return tuple(formato for formato, _ in _formatos_de_la_carpeta(carpeta))


def _falla_de_codigo(
    falla: str, ruta: str, codigo: str, todos: Sequence[str], *, sin_propios: bool = False
) -> Falla:
    """La falla de un código de formato que no existe, con el más parecido.

    ``falla``: su código; ``todos``: los que existen; ``sin_propios``: si no se dieron propios.
    """
    empiezan = [e for e in todos if codigo and e.casefold().startswith(codigo.casefold())]
    cercano = el_mas_cercano(codigo, todos) or next(iter(empiezan), None)
    pista = f"; ¿quiso decir {cercano!r}?" if cercano else ""
    remedio = (
        "; el propio pide su carpeta, o plantillas= (--plantillas CARPETA)" if sin_propios else ""
    )
    motivo = f"no existe el formato {mostrar(codigo)}{pista} (están: {', '.join(todos)}){remedio}"
    return Falla(
        falla, ruta, motivo, datos={**llego(codigo), "parecido": cercano, "opciones": tuple(todos)}
    )


def _formatos_de_la_carpeta(plantillas: object) -> list[Hallado]:
    """Formatos, con su fuente, de una carpeta de carpetas; ``ErrorDeFormato`` con toda falla."""
    crudos, ilegibles = _de_la_carpeta(plantillas)
    return _definidos(crudos, lambda: (crudos, []), ilegibles)


def _de_la_carpeta(plantillas: object) -> tuple[list[Crudo], list[Falla]]:
    """Lo escrito en una carpeta de carpetas, y las fallas de lo ilegible; de ninguna, nada."""
    if plantillas is None:
        return [], []
    if not es_ruta(plantillas):
        raise ErrorDeFormato(falla_de_argumento("plantillas", "carpeta", plantillas))
    carpeta = Path(plantillas)
    crudos, fallas = leer_carpetas(carpeta)
    if not crudos and not fallas:
        motivo = f"no trae formatos; se esperaba una carpeta por formato, con su {ARCHIVO}"
        if (carpeta / ARCHIVO).is_file():
            motivo = f"es la carpeta de un formato; dé la que la contiene, {str(carpeta.parent)!r}"
        raise ErrorDeFormato(Falla("sin_datos", str(plantillas), motivo))
    return crudos, fallas


def _dice_ser(lugar: str, codigo: str) -> bool:
    """Si un ``formato.toml`` ilegible dice ese código: puede ser otra versión de él."""
    archivo = Path(lugar)
    try:
        texto = leer_archivo(archivo, [archivo.parent]).decode("utf-8", "replace")
    except IlegibleError:
        texto = ""
    de_su_codigo = (linea for linea in texto.splitlines() if linea.lstrip().startswith("codigo"))
    return archivo.parent.name == codigo or any(codigo in linea for linea in de_su_codigo)


def _definidos(crudos: Sequence[Crudo], vecinos: Vecinos, fallas: Iterable[Falla]) -> list[Hallado]:
    """Los formatos, con su fuente; ``ErrorDeFormato`` con las fallas que ya había y las suyas."""
    hallados, fallas = list[Hallado](), [*fallas, *_repetidos(crudos)]
    for crudo in crudos:
        try:
            hallados.append((definir(crudo, vecinos), crudo.fuente))
        except ErrorDeFormato as error:
            fallas += error.fallas
    if fallas:
        # Las de una base las dice también quien hereda de ella: una vez basta.
        unicas = dict.fromkeys(fallas)
        raise ErrorDeFormato(sorted(unicas, key=lambda falla: falla.ruta.partition(": ")[0]))
    return hallados


def leer_carpetas(carpeta: Path) -> tuple[list[Crudo], list[Falla]]:
    """Formatos sin revisar de una carpeta de carpetas, y fallas de los que no se dejan leer."""
    try:
        carpetas = sorted(hija for hija in carpeta.iterdir() if (hija / ARCHIVO).is_file())
    except (OSError, ValueError) as error:
        motivo = "se esperaba una carpeta que exista y se deje leer"
        no_esta = isinstance(error, FileNotFoundError)
        codigo = "formato_desconocido" if no_esta else "archivo_ilegible"
        raise ErrorDeFormato(Falla(codigo, mostrar(str(carpeta)).strip("'"), motivo)) from None
    crudos: list[Crudo] = []
    fallas: list[Falla] = []
    for hija in carpetas:
        try:
            crudos.append(leer_crudo(hija, str(hija)))
        except ErrorDeFormato as error:
            fallas += error.fallas
    return crudos, fallas


def _repetidos(crudos: Sequence[Crudo]) -> Iterator[Falla]:
    """Fallas de los códigos repetidos en versiones que rigen un mismo día."""
    for numero, crudo in enumerate(crudos):
        codigo = crudo.codigo
        if not isinstance(codigo, str):
            continue  # ya se dice que falta, o que no es un texto
        del_catalogo = _crudos_del_catalogo(codigo) if codigo in codigos() else []
        donde = [f", en {otro.lugar}" for otro in crudos[:numero] if otro.se_repite_en(crudo)]
        donde += [" en el catálogo"] if any(map(crudo.se_repite_en, del_catalogo)) else []
        for lugar in donde:
            motivo = f"ya hay un formato {codigo!r}{lugar}"
            yield Falla("formato_repetido", f"{crudo.lugar}: codigo", motivo)


@functools.cache
def codigos() -> tuple[str, ...]:
    """Códigos del catálogo, sin leer los formatos."""
    return tuple(sorted({carpeta.name.split(_VERSION)[0] for carpeta in _carpetas()}))


def _carpetas() -> Iterator[Traversable]:
    for carpeta in files("paac_reportes.plantillas").iterdir():
        if carpeta.is_dir() and carpeta.name[0] != "_" and (carpeta / ARCHIVO).is_file():
            yield carpeta


@functools.cache
def _crudos_del_catalogo(codigo: str) -> list[Crudo]:
    """Formatos del catálogo con ese código, sin revisar: uno por versión."""
    carpetas = [carpeta for carpeta in _carpetas() if carpeta.name.split(_VERSION)[0] == codigo]
    carpetas.sort(key=lambda carpeta: carpeta.name)
    crudos = [leer_crudo(carpeta, carpeta.name) for carpeta in carpetas]
    for crudo in crudos:
        if crudo.codigo != codigo:
            motivo = f"se esperaba el de su carpeta, llegó {crudo.codigo!r}"
            raise ErrorDeFormato(Falla("formato_incoherente", f"{crudo.lugar}: codigo", motivo))
    return crudos


def _sin_vecinos() -> tuple[list[Crudo], list[Falla]]:
    """Ningún vecino: la base de un formato del catálogo está en él."""
    return [], []


@functools.cache
def _del_catalogo(codigo: str) -> list[Hallado]:
    """Formatos del catálogo con ese código, cada uno con su fuente."""
    return [
        (definir(crudo, _sin_vecinos, ya_revisado=True), crudo.fuente)
        for crudo in _crudos_del_catalogo(codigo)
    ]


def _con_lo_del_word(
    formato: Formato, crudo: Crudo, vecinos: Vecinos
) -> tuple[Formato, list[Falla]]:
    """El formato con lo que nombra lo que se dibujó en Word, y las fallas de eso, en su Word."""
    from paac_reportes.formatos.cuerpo import revision  # noqa: PLC0415 - pocos lo traen

    fallas: list[Falla] = []
    if formato.cuerpo_en_word is not None:
        formato, del_cuerpo = revision.con_lo_que_nombra(formato)
        fallas += _en_su_archivo(_donde_esta(EN_WORD, crudo, vecinos), del_cuerpo)
    if formato.membrete is not None and formato.membrete.con_huecos:
        mirado = revision.mirar_membrete(formato.membrete, formato.de)
        fallas += _en_su_archivo(_donde_esta(MEMBRETE, crudo, vecinos), mirado.fallas)
    return formato, fallas


def definir(crudo: Crudo, vecinos: Vecinos, *, ya_revisado: bool = False) -> Formato:
    """El formato de unos datos crudos, con lo que hereda; ``ErrorDeFormato`` con cada falla.

    Lo que promete se mira cuando todo se entiende. ``vecinos`` da los formatos de que puede
    heredar. Los del catálogo ya los revisaron las pruebas: revisarlos es la mitad de lo que tarda
    el primer reporte en hallar el suyo.
    """
    fallas = list(_en_su_archivo(crudo.lugar, crudo.fallas))
    if BASE in crudo.datos and not isinstance(crudo.codigo, str):
        falta = Falla("dato_faltante", "codigo", "falta; un formato que hereda lleva el suyo")
        fallas += _en_su_archivo(crudo.lugar, [falta])
    try:
        datos, de_herencia = _completo(crudo, vecinos, (crudo,))
    except ErrorDeFormato as error:
        raise ErrorDeFormato([*fallas, *error.fallas]) from None
    fallas += de_herencia
    bloques = bloques_de(datos)
    fallas += _en_su_archivo(crudo.lugar, bloques.fallas)
    try:
        formato = estructurar(bloques.datos, Formato)
    except ErrorDeEntrada as error:
        fallas += _en_su_archivo(crudo.lugar, bloques.con_su_ruta(error.fallas))
        raise ErrorDeFormato(fallas) from None
    if not ya_revisado:
        from paac_reportes.formatos.revision.tablas import fallas_de  # noqa: PLC0415 - sólo de los de fuera

        fallas += _en_su_archivo(crudo.lugar, bloques.con_su_ruta(fallas_de(formato)))
    if formato.de_word:
        formato, del_word = _con_lo_del_word(formato, crudo, vecinos)
        fallas += del_word
    if fallas:
        raise ErrorDeFormato(fallas)
    return attrs.evolve(formato, fuente=crudo.fuente)


def _donde_esta(clave: str, crudo: Crudo, vecinos: Vecinos) -> str:
    """El Word que un formato, o aquel de que hereda, nombra en ``clave``; en unos datos, ellos."""
    while clave not in crudo.datos:
        crudo = _base(crudo.datos[BASE], vecinos, crudo)
    return crudo.de_word.get(clave, crudo.lugar)


def _completo(
    crudo: Crudo, vecinos: Vecinos, cadena: tuple[Crudo, ...]
) -> tuple[dict[str, Any], list[Falla]]:
    """Los datos de un formato con los que hereda de su base, y las fallas de ella y de heredar.

    ``cadena``: los que ya heredan en fila, para no dar vueltas.
    """
    if BASE not in crudo.datos:
        return crudo.datos, []
    base = _base(crudo.datos[BASE], vecinos, crudo)
    if base in cadena:
        camino = " → ".join(str(heredero.codigo) for heredero in (*cadena, base))
        raise ErrorDeFormato(
            _en_su_archivo(cadena[0].lugar, [Falla("base_invalida", BASE, f"da vueltas: {camino}")])
        )
    de_la_base, fallas = _completo(base, vecinos, (*cadena, base))
    datos, de_herencia = heredar(de_la_base, crudo.datos)
    return datos, [
        *_en_su_archivo(base.lugar, base.fallas),
        *fallas,
        *_en_su_archivo(crudo.lugar, de_herencia),
    ]


def _base(nombre: object, vecinos: Vecinos, crudo: Crudo) -> Crudo:
    """El formato del que otro hereda: el último de ese nombre que no sea él.

    Si se llaman igual, la versión anterior.
    """
    if not isinstance(nombre, str):
        motivo = f"se esperaba el código de un formato, llegó {mostrar(nombre)}"
        raise ErrorDeFormato(_en_su_archivo(crudo.lugar, [Falla("base_invalida", BASE, motivo)]))
    crudos, ilegibles = vecinos()
    otros = [vecino for vecino in crudos if vecino is not crudo]
    candidatos = [vecino for vecino in otros if vecino.codigo == nombre]
    if nombre in codigos():
        candidatos += [vecino for vecino in _crudos_del_catalogo(nombre) if vecino is not crudo]
    if nombre == crudo.codigo:
        candidatos = [vecino for vecino in candidatos if vecino.desde < crudo.desde]
    if not candidatos and nombre == crudo.codigo:
        motivo = (
            "hereda de sí mismo; de una versión nueva, la base es otra con vigente_desde anterior"
        )
        raise ErrorDeFormato(_en_su_archivo(crudo.lugar, [Falla("base_invalida", BASE, motivo)]))
    if not candidatos:
        codigos_vecinos = {vecino.codigo for vecino in otros if isinstance(vecino.codigo, str)}
        falla = _falla_de_codigo(
            "base_invalida", BASE, nombre, sorted({*codigos(), *codigos_vecinos})
        )
        raise ErrorDeFormato([*_en_su_archivo(crudo.lugar, [falla]), *ilegibles])
    return max(candidatos, key=lambda vecino: vecino.desde)


def _en_su_archivo(lugar: str, fallas: Iterable[Falla]) -> Iterator[Falla]:
    """Fallas con el archivo donde están delante de la ruta; sin archivo, como llegan."""
    prefijo = f"{lugar}: " if lugar else ""
    return (falla.en(f"{prefijo}{falla.ruta}") for falla in fallas)


def la_que_rige(versiones: Sequence[Formato], fecha: date | None) -> Formato:
    """La última que ya empezó a regir en la fecha; sin fecha, la última; si ninguna, la primera."""
    en_orden = sorted(versiones, key=lambda formato: formato.vigente_desde or date.min)
    if fecha is None:
        return en_orden[-1]
    ya_empezaron = [version for version in en_orden if (version.vigente_desde or date.min) <= fecha]
    return ya_empezaron[-1] if ya_empezaron else en_orden[0]


def avisos_de_vigencia(formato: Formato, fecha: date | None) -> Iterable[Aviso]:
    """Un aviso si la fecha está fuera de la vigencia del formato.

    Sin fecha (``None``), ninguno.
    """
    if fecha is None:
        return
    if formato.vigente_hasta is not None and fecha > formato.vigente_hasta:
        cuando = f"se retiró el {fecha_corta(formato.vigente_hasta)}"
    elif formato.vigente_desde is not None and fecha < formato.vigente_desde:
        cuando = f"rige desde el {fecha_corta(formato.vigente_desde)}"
    else:
        return
    motivo = f"el formato {formato.codigo}, versión {formato.version}, {cuando}"
    yield Aviso("formato_sin_vigencia", "", f"{motivo}; se usa para {fecha_corta(fecha)}")


def avisos_de_regimen(formato: Formato, plan: Contenido, corte: date | None) -> Iterable[Aviso]:
    """Avisos de un régimen que no corresponde a la fecha del plan, o a este formato."""
    if plan.regimen is None and not formato.regimenes:
        return  # ni el plan ni el formato son de uno: no hay que leerlos
    fecha = fecha_del_plan(plan, corte)
    if fecha is None and plan.regimen is None:
        return
    regimen = regimen_del_plan(plan, corte)
    if plan.regimen is not None and fecha is not None:
        yield from _a_destiempo(regimen, plan, fecha)
    if formato.regimenes and regimen.codigo not in formato.regimenes:
        siglas = lista(sorted({buscar_regimen(codigo).sigla for codigo in formato.regimenes}))
        partes = [f"el formato {formato.codigo} es del {siglas}", _porque(regimen, plan, fecha)]
        if regimen.codigo in formato.equivalentes:
            partes.append(f"use {formato.equivalentes[regimen.codigo]}")
        if plan.regimen is None and transicion(plan, fecha):
            partes.append("si en la transición la entidad sigue otro, dígalo en regimen")
        anotado = {"formato": formato.codigo, "llego": regimen.codigo}
        yield Aviso("formato_de_otro_regimen", "", "; ".join(partes), datos=anotado)


def _a_destiempo(regimen: Regimen, plan: Contenido, fecha: date) -> Iterable[Aviso]:
    """Aviso de que el régimen que el plan declara aún no existía, o ya no se puede seguir."""
    vigencia = plan.vigencia or fecha.year
    vigente = regimen_de_vigencia(vigencia)
    desde = regimen.creado or regimen.desde
    if vigencia < desde.year:
        motivo = f"empezó el {fecha_corta(desde)}"
    elif regimen.hasta and regimen.desde < vigente.desde and not _en_transicion(plan, fecha):
        motivo = f"terminó el {fecha_corta(regimen.hasta)}"
    else:
        return
    corresponde = f"a la vigencia {vigencia} le corresponde {vigente.codigo}"
    yield Aviso(
        "regimen_a_destiempo",
        "regimen",
        f"el plan declara {regimen.codigo}, que {motivo}; {corresponde}",
    )


def _en_transicion(plan: Contenido, fecha: date) -> bool:
    """Si el cambio de régimen le toca al plan ese día, y aún está a tiempo."""
    return bool(transicion(plan, fecha)) and not regimen_vencido(plan, fecha)


def _porque(regimen: Regimen, plan: Contenido, fecha: date | None) -> str:
    """Frase que dice por qué a un plan le corresponde un régimen."""
    if plan.regimen is not None or fecha is None:
        return f"el plan declara {regimen.codigo}, que es el {regimen.sigla}"
    hasta = f" hasta el {fecha_corta(regimen.hasta)}" if regimen.hasta else ""
    return (
        f"a la vigencia {plan.vigencia or fecha.year} le corresponde el {regimen.sigla}, que rige"
        f" desde el {fecha_corta(regimen.desde)}{hasta}"
    )


_NO_DISTINGUEN = {
    *("alcaldia", "municipal", "municipio", "distrito", "gobernacion", "departamento"),
    *("de", "del", "la", "el"),
}
"""Palabras que el nombre de una entidad comparte con el de muchas."""


def titular(formato: Formato, entidad: Entidad) -> str:
    """La entidad como la nombra el impreso, si es la suya; si no, como la nombra el plan.

    Donde no es un impreso, en una frase: «Municipio de Prueba». No lo es lo que cuenta cifras o
    lleva las filas de quien lo genera, ni el que no tiene tablas.
    """
    duena = formato.entidad
    if duena is not None and _es_la_misma_entidad(duena, entidad):
        return duena.nombre
    cuenta_cifras = formato.es_informe or formato.de == "mapa"
    es_impreso = formato.tablas and not (cuenta_cifras or formato.es_de_filas)
    if not (es_impreso or formato.aspecto.resuelto.tabla.cuadricula):
        return nombre_en_frase(entidad.nombre)
    return entidad.nombre


def avisos_de_entidad(formato: Formato, entidad: Entidad) -> Iterable[Aviso]:
    """Un aviso si el formato es de una entidad y lo usa otra."""
    duena = formato.entidad
    if duena is not None and not _es_la_misma_entidad(duena, entidad):
        yield Aviso(
            "formato_de_otra_entidad",
            "",
            f"el formato {formato.codigo} se hizo para {duena.nombre} y lo usa {entidad.nombre};"
            " donde el impreso la nombra va la del plan",
            datos={"formato": formato.codigo, "esperado": duena.nombre, "llego": entidad.nombre},
        )


def _es_la_misma_entidad(duena: EntidadDelFormato, entidad: Entidad) -> bool:
    """Si el formato es de la entidad: por el DIVIPOLA o, sin él, por el lugar que nombran."""
    if entidad.divipola is not None:
        return entidad.divipola == duena.divipola
    lugar = set(en_plano(duena.nombre).split()) - _NO_DISTINGUEN
    return lugar <= set(en_plano(entidad.nombre).split())
