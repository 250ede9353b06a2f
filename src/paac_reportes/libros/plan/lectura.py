"""De un libro visto a su plan, con la celda de cada falla y lo que se cambió.

``plan_de_libro`` lo lee. Debajo, lo que dicen las hojas que no son de la matriz: Plan, Firmas,
Control de cambios, Textos e Imágenes.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from rapidfuzz.distance import Indel

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla, unir_ruta
from paac_reportes.estructura.mensajes import alguno_de
from paac_reportes.lectura.archivos import comprobar_version, traer_imagenes
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.filas.armado import en_su_fila, plan_armado
from paac_reportes.lectura.filas.valores import leer_corte, leer_entero, leer_texto
from paac_reportes.lectura.leido import ColumnaLeida, Leido
from paac_reportes.libros.plan import columnas as c
from paac_reportes.libros.plan.escritura import DATOS_DEL_PLAN, DatoDelPlan
from paac_reportes.libros.plan.matriz import armado_de
from paac_reportes.libros.plan.recomendaciones import recomendaciones_de
from paac_reportes.libros.plan.vistas import (
    PARECIDO_MINIMO,
    FilaDelLibro,
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    leer_fecha_o_texto,
    tablas_leidas,
)
from paac_reportes.modelo import Plan
from paac_reportes.opc.visto import DocumentoVisto, letras
from paac_reportes.textos.plano import en_plano

ESPERADAS = (
    HojaEsperada(nombre=c.PLAN, columnas=c.DEL_PLAN, indispensables=("dato", "valor")),
    HojaEsperada(
        nombre=c.ACTIVIDADES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_ACTIVIDADES),
        de_corte=c.DE_SEGUIMIENTO,
        raiz="actividad",
        indispensables=("actividad.descripcion",),
    ),
    HojaEsperada(
        nombre=c.COMPONENTES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_COMPONENTES),
        raiz="componente",
        indispensables=("componente.nombre", "componente.etiqueta_seguimiento"),
    ),
    HojaEsperada(
        nombre=c.TRAMITES,
        columnas=(c.DE_LA_DEPENDENCIA, *c.DEL_COMPONENTE, *c.DE_TRAMITES),
        de_corte=c.DE_SEGUIMIENTO,
        raiz="tramite",
        indispensables=("tramite.nombre",),
    ),
    HojaEsperada(
        nombre=c.RECOMENDACIONES,
        columnas=c.DE_RECOMENDACIONES,
        indispensables=("recomendacion.id", "recomendacion.texto"),
    ),
    HojaEsperada(nombre=c.FIRMAS, columnas=c.DE_FIRMAS, indispensables=("rol", "nombre")),
    HojaEsperada(nombre=c.CAMBIOS, columnas=c.DE_CAMBIOS, indispensables=("version", "razon")),
    HojaEsperada(nombre=c.TEXTOS, columnas=c.DE_TEXTOS, indispensables=("clave", "texto")),
    HojaEsperada(nombre=c.IMAGENES, columnas=c.DE_IMAGENES, indispensables=("clave", "trozo")),
)


def es_libro_del_plan(visto: DocumentoVisto) -> bool:
    """Si es un libro del plan: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in visto.propiedades:
        return visto.propiedades["paac.clase"] == c.CLASE
    if visto.tipo != "xlsx" or "paac.formato" in visto.propiedades:
        return False
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    if en_plano(c.PLAN) not in nombres:
        return False
    halladas = tablas_leidas(visto, ESPERADAS, [])
    return c.PLAN in halladas and bool({c.ACTIVIDADES, c.COMPONENTES} & halladas.keys())


def plan_de_libro(visto: DocumentoVisto, carpetas: Sequence[Path] = ()) -> Leido[Plan]:
    """El plan de un libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = visto.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = list(visto.avisos)
    del_mapa = hojas_del_mapa_en(visto)
    tablas = tablas_leidas(visto, (*ESPERADAS, *del_mapa), avisos)
    for tabla in tablas.values():
        avisos += tabla.avisos()
    armado = armado_de(tablas, avisos)
    sueltos = _sueltos_del_plan(tablas, avisos)
    otras: dict[str, Any] = {"entidad": {}, **sueltos.datos}
    sin_archivo = list(traer_imagenes(otras, carpetas))
    armado.fallas[:0] = fallas_de_hojas(visto, (*ESPERADAS, *del_mapa), tablas)
    if del_mapa:
        _con_el_mapa(otras, tablas, sueltos, avisos)
    if c.ACTIVIDADES not in tablas:
        motivo = "no está en el libro: el plan quedó sin las actividades que tuviera"
        avisos.append(Aviso("hoja_faltante", f"hoja «{c.ACTIVIDADES}»", motivo))
    armado.fallas += [*sueltos.fallas, *en_su_celda(sin_archivo, sueltos.lugares)]
    plan, lugares = plan_armado(armado, otras, sueltos.lugares, en_su_celda)
    columnas = tuple(columnas_leidas(tablas))
    avisos += [*columnas_de_menos(columnas), *enlaces_sin_leer(visto, plan)]
    return Leido(
        contenido=plan,
        avisos=tuple(avisos),
        columnas=columnas,
        lugares=lugares,
        usadas=frozenset(armado.repetidas | sueltos.siguen),
        rotulos=frozenset(lugar for tabla in tablas.values() for lugar in tabla.de_los_rotulos()),
    )


def hojas_del_mapa_en(visto: DocumentoVisto) -> tuple[HojaEsperada, ...]:
    """Las de un mapa de riesgos que se buscan en un libro; ninguna en el que no lo lleva."""
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    if c.CON_MAPA not in visto.propiedades and en_plano(c.MAPA) not in nombres:
        return ()
    from paac_reportes.libros.mapa.lectura import ESPERADAS as DEL_MAPA  # noqa: PLC0415 - sin mapa no

    return DEL_MAPA


def _con_el_mapa(
    otras: dict[str, Any],
    tablas: Mapping[str, TablaLeida],
    sueltos: "Sueltos",
    avisos: list[Aviso],
) -> None:
    """Lo que dicen las hojas del mapa, entre los demás datos del plan."""
    from paac_reportes.libros.mapa.lectura import datos_del_mapa  # noqa: PLC0415 - sólo si lo lleva

    leido = datos_del_mapa(tablas, avisos)
    otras["mapa_de_riesgos"] = leido.datos
    dentro = "mapa_de_riesgos"
    sueltos.lugares |= {unir_ruta(dentro, ruta): lugar for ruta, lugar in leido.lugares.items()}
    sueltos.fallas += leido.fallas
    sueltos.siguen |= leido.siguen


def en_su_celda(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas fallas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    for falla in en_su_fila(fallas, lugares):
        hoja = next((h for patron, h in _HOJAS if re.match(patron, falla.ruta)), "")
        yield Falla(falla.codigo, f"{hoja}{falla.ruta}", _como_en_sus_listas(falla.mensaje))


def _como_en_sus_listas(mensaje: str) -> str:
    """Las opciones como el libro las da a escoger: «En proceso», y no ``en_proceso``."""
    for codigos, lista in c.ENUMERADOS.items():
        mensaje = mensaje.replace(alguno_de(codigos), alguno_de(lista.valores))
    return mensaje


_HOJAS = (
    (r"(?:entidad|vigencia|regimen|metodologia)\b", f"hoja «{c.PLAN}»: "),
    (r"(?:nombre|orden|nit|divipola)\Z", f"hoja «{c.PLAN}»: entidad."),
)


def columnas_leidas(tablas: Mapping[str, TablaLeida]) -> Iterator[ColumnaLeida]:
    """Como qué se leyó cada una."""
    for leida in tablas.values():
        primera = leida.tabla.primera or (0, 0)
        for una in leida.rotulos.reconocidas:
            if una.dato == c.NOTAS:
                continue
            dato, _, corte = una.dato.partition("@")
            yield ColumnaLeida(
                lugar=f"{leida.tabla.lugar}, columna {letras(primera[1] + una.numero)}",
                rotulo=una.rotulo,
                dato=(dato,),
                corte=leer_corte(corte) if corte else None,
                parecido=una.parecido,
            )


_RUTA = re.compile(
    r"(?:entidad|metodologia)(?:\.[\w-]+(?:\[\d{1,4}\])?)+|metodologia|vigencia|regimen"
)
_PASO = re.compile(r"([\w-]+)(?:\[(\d+)\])?")
_EN_EL_LIBRO = re.compile(re.escape(c.EN_EL_LIBRO).replace(r"\{\}", "(.+)"))
_NADA = "={}"


def _leer_suelto(ruta: str, valor: Any) -> Any:
    """De la entidad todo es texto, menos sus extras."""
    es_texto = ruta.startswith("entidad.") and not ruta.startswith("entidad.extras.")
    return leer_texto(valor) if es_texto else leer_entero(valor)


@clases.frozen(kw_only=True)
class HojasSueltas:
    """Las hojas de un libro que no son de su matriz, y qué se lee en la de sus datos."""

    datos: str
    firmas: str
    cambios: str
    textos: str
    imagenes: str
    conocidos: tuple[DatoDelPlan, ...]
    """Los datos que se nombran por su rótulo."""
    rutas: re.Pattern[str]
    """Los que se nombran por su ruta."""
    leer: Callable[[str, Any], Any]
    """El valor de una ruta, de lo que dice su celda."""


DEL_PLAN = HojasSueltas(
    datos=c.PLAN,
    firmas=c.FIRMAS,
    cambios=c.CAMBIOS,
    textos=c.TEXTOS,
    imagenes=c.IMAGENES,
    conocidos=DATOS_DEL_PLAN,
    rutas=_RUTA,
    leer=_leer_suelto,
)


@attrs.define
class Sueltos:
    """Los datos que no son de la matriz, y la celda de cada uno por su ruta."""

    hojas: HojasSueltas
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    fallas: list[Falla] = attrs.Factory(list)
    siguen: set[str] = attrs.Factory(set)
    """Las celdas que nombran un dato, o siguen el de otra fila."""


def _sueltos_del_plan(tablas: Mapping[str, TablaLeida], avisos: list[Aviso]) -> Sueltos:
    """Los de todas sus hojas."""
    sueltos = sueltos_de(tablas, DEL_PLAN, avisos)
    recomendaciones, lugares = recomendaciones_de(filas_de(tablas, c.RECOMENDACIONES))
    if recomendaciones:
        sueltos.datos["recomendaciones"] = recomendaciones
        sueltos.lugares |= lugares
    return sueltos


def sueltos_de(
    tablas: Mapping[str, TablaLeida], hojas: HojasSueltas, avisos: list[Aviso]
) -> Sueltos:
    """Los de las hojas que el plan y el mapa tienen iguales."""
    sueltos = Sueltos(hojas)
    de_imagenes = filas_de(tablas, hojas.imagenes)
    imagenes = _imagenes(de_imagenes)
    sueltos.siguen.update(fila.lugar_de(d) for fila in de_imagenes for d in ("clave", "trozo"))
    for fila in filas_de(tablas, hojas.datos):
        _de_un_renglon(fila, sueltos, imagenes, avisos)
    firmas = filas_de(tablas, hojas.firmas)
    _lista("firmas", ("rol", "nombre", "cargo", "nota", "imagen"), firmas, sueltos)
    for numero, firma in enumerate(sueltos.datos.get("firmas", ())):
        ruta = f"firmas[{numero}].imagen"
        firma["imagen"] = _imagen(firma.get("imagen"), imagenes, ruta, sueltos)
    cambios = filas_de(tablas, hojas.cambios)
    _lista("control_cambios", ("version", "fecha", "razon"), cambios, sueltos)
    _textos(filas_de(tablas, hojas.textos), sueltos)
    return sueltos


def filas_de(tablas: Mapping[str, TablaLeida], nombre: str) -> list[FilaDelLibro]:
    """Las de una hoja, si está."""
    return list(tablas[nombre].filas()) if nombre in tablas else []


def _de_un_renglon(
    fila: FilaDelLibro, sueltos: Sueltos, imagenes: Mapping[str, bytes], avisos: list[Aviso]
) -> None:
    rotulo = str(leer_texto(fila.valor("dato")) or "").strip()
    ruta = _ruta_de(rotulo, fila, sueltos.hojas, avisos)
    vacia = any(nota.endswith(_NADA) for nota in fila.notas)
    valor = fila.valor("valor")
    if valor is None and vacia:
        valor = {}
    if ruta is not None:
        sueltos.lugares.setdefault(ruta, fila.lugar_de("valor"))
        sueltos.siguen.add(fila.lugar_de("dato"))
    if ruta is None or valor is None:
        if ruta is None and valor is not None:
            motivo = f"no se sabe qué dato es «{rotulo}»; no se leyó"
            avisos.append(Aviso("dato_sobrante", fila.lugar, motivo))
        return
    if ruta == "entidad.escudo":
        valor = _imagen(valor, imagenes, ruta, sueltos)
    else:
        valor = sueltos.hojas.leer(ruta, valor)
    if not _poner(sueltos.datos, ruta, valor):
        motivo = f"{rotulo} ya tiene un valor, o es parte de algo que lo tiene"
        sueltos.fallas.append(Falla("dato_repetido", fila.lugar_de("valor"), motivo))


def _ruta_de(
    rotulo: str, fila: FilaDelLibro, hojas: HojasSueltas, avisos: list[Aviso]
) -> str | None:
    """La del dato que se llama así o, si no hay, la del que más se le parece."""
    plano = en_plano(rotulo)
    conocidas = {en_plano(dato.rotulo): dato.ruta for dato in hojas.conocidos}
    if plano in conocidas:
        return conocidas[plano]
    if hojas.rutas.fullmatch(rotulo):
        return rotulo
    parecidos = ((Indel.normalized_similarity(plano, nombre), nombre) for nombre in conocidas)
    parecido, nombre = max(parecidos)
    if parecido < PARECIDO_MINIMO:
        return None
    motivo = f"«{rotulo}» se leyó como {conocidas[nombre]}, por su parecido ({parecido:.2f})"
    avisos.append(Aviso("columna_parecida", fila.lugar, motivo))
    return conocidas[nombre]


def _poner(datos: dict[str, Any], ruta: str, valor: Any) -> bool:
    """Lo pone en su ruta; ``False`` si ahí ya hay algo."""
    destino: Any = datos
    pasos = [
        paso
        for clave, numero in _PASO.findall(ruta)
        for paso in ((clave, int(numero)) if numero else (clave,))
    ]
    for paso, sigue in zip(pasos, [*pasos[1:], None], strict=True):
        hay_lugar = _lugar_en(destino, paso)
        if not hay_lugar:
            return False
        if sigue is None:
            if destino[paso] is not None:
                return False
            destino[paso] = valor
        elif destino[paso] is None:
            destino[paso] = [] if isinstance(sigue, int) else {}
        destino = destino[paso]
    return True


def _lugar_en(destino: Any, paso: str | int) -> bool:
    """Si ese paso se puede dar; en una lista, los de antes que falten quedan en blanco."""
    if isinstance(paso, int):
        if not isinstance(destino, list):
            return False
        destino += [None] * (paso + 1 - len(destino))
        return True
    if not isinstance(destino, dict):
        return False
    destino.setdefault(paso, None)
    return True


def _lista(
    lista: str, campos: Iterable[str], filas: Iterable[FilaDelLibro], sueltos: Sueltos
) -> None:
    """Una fila, un objeto de esa lista."""
    objetos: list[dict[str, Any]] = []
    for fila in filas:
        valores = {campo: leer_fecha_o_texto(fila.propio(campo)) for campo in campos}
        if all(valor is None for valor in valores.values()):
            continue
        ruta = f"{lista}[{len(objetos)}]"
        sueltos.lugares[ruta] = fila.lugar
        sueltos.lugares |= {f"{ruta}.{campo}": fila.lugar_de(campo) for campo in valores}
        objetos.append(valores)
    if objetos:
        sueltos.datos[lista] = objetos


def _textos(filas: Iterable[FilaDelLibro], sueltos: Sueltos) -> None:
    """Por su clave; el que sigue en otra fila, entero."""
    textos: dict[str, str] = {}
    for fila in filas:
        clave = str(leer_texto(fila.valor("clave")) or "")
        texto = leer_fecha_o_texto(fila.valor("texto"))
        sigue = "sigue" in fila.notas and clave.removesuffix(c.SIGUE) in textos
        clave = clave.removesuffix(c.SIGUE) if sigue else clave
        if texto is None:
            continue
        ruta = f"textos.{clave}"
        if clave in textos and not sigue:
            motivo = f"la clave {clave!r} está repetida"
            sueltos.fallas.append(Falla("dato_repetido", fila.lugar_de("clave"), motivo))
        textos[clave] = textos.get(clave, "") + texto if sigue else texto
        sueltos.lugares.setdefault(ruta, fila.lugar_de("texto"))
        sueltos.siguen.update((fila.lugar_de("clave"), fila.lugar_de("texto")))
    if textos:
        sueltos.datos["textos"] = textos


def _imagenes(filas: Iterable[FilaDelLibro]) -> dict[str, bytes]:
    trozos: dict[str, str] = {}
    for fila in filas:
        clave = str(fila.valor("clave") or "")
        trozos[clave] = trozos.get(clave, "") + str(fila.valor("trozo") or "")
    imagenes = {}
    for clave, trozo in trozos.items():
        try:
            imagenes[clave] = base64.b64decode("".join(trozo.split()), validate=True)
        except (binascii.Error, ValueError):
            imagenes[clave] = b""
    return imagenes


def _imagen(valor: Any, imagenes: Mapping[str, bytes], ruta: str, sueltos: Sueltos) -> Any:
    """Los bytes que el libro guarda o, si la celda dice otra cosa, el nombre de su archivo."""
    nombrada = _EN_EL_LIBRO.fullmatch(valor.strip()) if isinstance(valor, str) else None
    if nombrada is None:
        return valor
    if nombrada[1] not in imagenes:
        motivo = f"el libro ya no trae la imagen «{nombrada[1]}» en su hoja «{c.IMAGENES}»"
        sueltos.fallas.append(Falla("imagen_invalida", sueltos.lugares.get(ruta, ruta), motivo))
        return None
    return imagenes[nombrada[1]]
