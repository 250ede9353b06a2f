"""Cobertura: lo que el plan trae menos lo que se mostró se avisa; callarlo sería perderlo.

Al final, lo contrario: los extras que un formato pide y el plan no conoce, casi siempre una errata.
"""

import operator
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.compositor import Compuesto
from paac_reportes.composicion.encargo import textos_con_registros
from paac_reportes.composicion.variables import Mostrado
from paac_reportes.errores import Aviso, unir_ruta
from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import datos_de_columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import extra_de
from paac_reportes.formatos.revision.reglas import claves_de_textos
from paac_reportes.maqueta.documento import Medio
from paac_reportes.modelo import CambioDocumento, Componente, Dependencia, Firma, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import (
    LISTAS_DE_LA_MATRIZ,
    contar_en,
    forma_de_filas,
    objetos_con_extras,
)
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import (
    Rama,
    contenidos_de,
    hojas,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import Contenido, con_los_que_lleva, tema_de
from paac_reportes.textos.plano import el_mas_cercano, el_mas_parecido
from paac_reportes.textos.valores import contar, fecha_corta, lista


def avisos_de_cobertura(
    contenido: Contenido,
    formato: Formato,
    corte: date | None,
    medio: Medio,
    compuesto: Compuesto,
) -> Iterator[Aviso]:
    """Un aviso por cada cosa que no sale en ese medio, o que sale donde no es suya.

    Una matriz propia sólo muestra las filas que se le dan: de lo demás no promete nada.
    """
    mostrado = compuesto.mostrado
    yield from compuesto.avisos
    if formato.es_de_filas and formato.cuerpo_en_word is None:
        yield from _prestadas_y_sin_sumar(mostrado)
        yield from _corte_sin_seguimientos(contenido, corte)
        return
    yield from _registros_sin_tabla(contenido, formato, mostrado)
    yield from _filas_sin_mostrar(contenido, _Cotejo(formato, corte, mostrado))
    yield from _entidad_oculta(contenido, formato, mostrado)
    yield from _prestadas_y_sin_sumar(mostrado)
    yield from extras_que_nadie_trae(contenido, formato)
    reemplazados = textos_con_registros(contenido, formato, corte)
    yield from _textos_sin_mostrar(contenido, formato, medio, mostrado, reemplazados)
    if isinstance(contenido, Plan):
        yield from _recomendaciones_sin_mostrar(contenido, formato, corte, mostrado)
    for campo, llevado in con_los_que_lleva(contenido):
        if campo:
            yield from _avisos_del_llevado(llevado, campo, medio, _Cotejo(formato, corte, mostrado))
    if isinstance(contenido, Plan):
        yield from _dependencias_sin_hoja(contenido, formato, medio)
    yield from _corte_sin_seguimientos(contenido, corte)


@clases.frozen
class _Cotejo:
    """En qué formato y corte se compuso un contenido, y qué datos suyos salieron."""

    formato: Formato
    corte: date | None
    mostrado: Mostrado


def _filas_sin_mostrar(contenido: Contenido, cotejo: _Cotejo, campo: str = "") -> Iterator[Aviso]:
    """Avisos de las listas y los datos de un contenido que no salieron.

    ``campo``: en cuál del plan va, ``mapa_de_riesgos``; vacío si es el principal.
    """
    formato, tema = cotejo.formato, tema_de(contenido)
    if formato.cuenta(tema.clave):
        cuentas = contar_en(contenido, tema.en_resumen).items()
        trae = lista([contar(cuantas, singular, plural) for (singular, plural), cuantas in cuentas])
        motivo = f"el formato {formato.codigo} cuenta sus cifras y no lo muestra entero"
        yield Aviso("mapa_en_cifras", campo, f"{motivo}: trae {trae}")
        return
    calladas = {*_listas_que_no_salen(contenido, cotejo.mostrado)}
    yield from _listas_sin_tabla(contenido, formato, calladas, campo)
    yield from _retirados_sin_mostrar(contenido, cotejo, campo)
    ocultos = _ocultos(_objetos_de(contenido, cotejo, calladas), cotejo.mostrado)
    if ocultos:
        motivo = _omision(formato, _con_cuentas(ocultos))
        cuenta: dict[str, object] = {"formato": formato.codigo, "cuantos": dict(ocultos)}
        yield Aviso("datos_no_mostrados", campo, motivo, datos=cuenta)


def _retirados_sin_mostrar(contenido: Contenido, cotejo: _Cotejo, campo: str) -> Iterator[Aviso]:
    """El aviso de los objetos retirados que no salieron, con dónde están.

    ``campo``: en cuál del plan va el contenido.
    """
    listas = [*filter(_se_retira, forma_de_filas(tema_de(contenido)).recorre)]
    lugares = recorrer(contenido, *listas) if listas else ()
    retirados = [
        lugar
        for lugar in lugares
        if not lugar.objeto.esta_vigente and not cotejo.mostrado.salio(lugar.objeto)
    ]
    if retirados:
        formato = cotejo.formato
        referencias = ", ".join(getattr(r.objeto, "referencia", None) or r.ruta for r in retirados)
        frase = f"los {retirados[0].lista} retirados: {referencias}"
        anotado = {"formato": formato.codigo, "rutas": tuple(lugar.ruta for lugar in retirados)}
        yield Aviso("datos_no_mostrados", campo, _omision(formato, frase), datos=anotado)


def _avisos_del_llevado(
    llevado: Contenido, campo: str, medio: Medio, cotejo: _Cotejo
) -> Iterator[Aviso]:
    """Avisos de lo que no salió de un contenido que va dentro de otro, como el mapa de un plan.

    ``campo``: en cuál va, ``mapa_de_riesgos``; si el formato no lo muestra, un solo aviso.
    """
    formato, tema = cotejo.formato, tema_de(llevado)
    solo_cuenta = formato.cuenta(tema.clave)
    if solo_cuenta or formato.recorre(tema.clave):
        yield from _filas_sin_mostrar(llevado, cotejo, campo)
        if not solo_cuenta:
            yield from _registros_sin_tabla(llevado, formato, cotejo.mostrado, campo)
            if any(texto.strip() for texto in llevado.textos.values()):
                frase = _omision(formato, f"los textos {tema.de}")
                yield Aviso("texto_no_mostrado", f"{campo}.textos", frase)
        return
    con_calor = any(b.tipo == "mapa_de_calor" and medio in b.en for b in formato.cuerpo)
    frase = f"{tema.el}{', salvo su mapa de calor' if con_calor and tema.clave == 'mapa' else ''}"
    yield Aviso("mapa_no_mostrado", campo, _omision(formato, frase))


_DE_TODO = ("entidad", "vigencia", "textos")
"""Raíces de lo que es de todo el contenido, y se avisa por aparte."""
_EN_BLANCO: tuple[Any, ...] = ("", (), {})
"""Los valores que, como ``None``, no son un dato."""


def _ocultos(por_raiz: Mapping[str, Sequence[Any]], mostrado: Mostrado) -> Counter[str]:
    """Cuántas veces está cada dato que no salió: ``{"actividad.meta": 3}``.

    ``por_raiz``: los objetos, por cómo se nombran sus datos: ``{"actividad": […]}``.
    """
    cuentas: Counter[str] = Counter()
    for raiz, objetos in por_raiz.items():
        clase: type = type(objetos[0])
        objetos_interiores = {rama.nombre for rama in contenidos_de(clase) if not rama.es_lista}
        for campo in campos_propios(clase):
            dato = f"{raiz}.{campo}" if raiz else campo
            entrada = CATALOGO[dato]
            if "impreso" in entrada.no_va or (hasattr(clase, "TEMA") and campo in _DE_TODO):
                continue
            valores = list(map(operator.attrgetter(campo), mostrado.faltan(dato, objetos)))
            if campo in objetos_interiores:
                cuentas += _ocultos_adentro(dato, valores, mostrado)
            elif llenos := len(valores) - valores.count(None):  # lo corriente es que ninguno
                cuentas[dato] = llenos - sum(map(valores.count, _EN_BLANCO))
                if entrada.si_nada_dice is not None:
                    cuentas[dato] -= valores.count(entrada.si_nada_dice)
        cuentas.update(_extras_ocultos(raiz, objetos, mostrado))
    return +cuentas


def _ocultos_adentro(dato: str, valores: Sequence[Any], mostrado: Mostrado) -> Counter[str]:
    """Cuántas veces no salió lo que otro lleva: dato por dato, si algo suyo salió, o entero."""
    objetos = [objeto for objeto in valores if objeto is not None]
    salieron = [objeto for objeto in objetos if mostrado.salio(objeto)]
    cuentas = Counter({dato: len(objetos) - len(salieron)})
    return cuentas + _ocultos({dato: salieron}, mostrado) if salieron else cuentas


def _extras_ocultos(raiz: str, objetos: Sequence[Any], mostrado: Mostrado) -> Iterator[str]:
    """Los extras que no salieron, ``actividad.extras.acta``, una vez por objeto que los trae."""
    if not hasattr(objetos[0], "extras"):
        return
    for objeto in objetos:
        extras: Extras = objeto.extras
        # Casi ninguno los trae.
        for nombre, valor in extras.items() if extras is not SIN_EXTRAS else ():
            dato = unir_ruta(raiz, f"extras.{nombre}")
            if valor != "" and not mostrado.muestra(dato, objeto):
                yield dato


def _prestadas_y_sin_sumar(mostrado: Mostrado) -> Iterator[Aviso]:
    """Avisos de las celdas en blanco que salieron en otra, y de lo que no entró en un total."""
    if prestadas := +mostrado.prestadas:
        yield Aviso(
            "celda_prestada",
            "",
            "filas con la celda en blanco, que sale como parte de la de arriba:"
            f" {_con_cuentas(prestadas)}; si lo que dice no es de ellas, escriba un guion en los"
            " datos o pida metodologia.blancos = 'propias'",
            datos={"cuantos": dict(prestadas)},
        )
    if textos := +mostrado.fuera_del_total:
        motivo = f"no entran en el total, porque no son un número: {_con_cuentas(textos)}"
        yield Aviso("fuera_del_total", "", motivo, datos={"cuantos": dict(textos)})


def _entidad_oculta(contenido: Contenido, formato: Formato, mostrado: Mostrado) -> Iterator[Aviso]:
    """El aviso de los datos de la entidad y la vigencia que no salieron."""
    if isinstance(contenido, Plan) and len([*con_los_que_lleva(contenido)]) == 1:
        # Con filas propias, la entidad sólo está para el encabezado que el formato tenga.
        componentes = objetos_de(contenido, Componente)
        if not any(objetos_de(componente, *FILAS) for componente in componentes):
            return
    ocultos = [*_ocultos({"entidad": [contenido.entidad]}, mostrado)]
    if contenido.vigencia is not None and not mostrado.muestra("vigencia", contenido):
        ocultos.append("vigencia")
    if ocultos:
        motivo = _omision(formato, ", ".join(map(_con_su_rotulo, ocultos)))
        anotado = {"formato": formato.codigo, "datos": tuple(ocultos)}
        yield Aviso("entidad_no_mostrada", "", motivo, datos=anotado)


def _objetos_de(
    contenido: Contenido, cotejo: _Cotejo, calladas: Collection[tuple[int, str]]
) -> dict[str, list[Any]]:
    """Los objetos que deben salir: ``{"actividad": […]}``; sin las listas ``calladas``."""
    objetos: defaultdict[str, list[Any]] = defaultdict(list)

    def agregar(raiz: str, padres: Sequence[Any]) -> None:
        """Agrega a ``objetos`` esos ``padres``, de una clase, y los de las listas que llevan."""
        objetos[raiz] += padres
        clase: type = type(padres[0])
        for dentro in contenidos_de(clase):
            if dentro.es_lista and (hijos := _esperados(dentro, padres, cotejo, calladas)):
                agregar(dentro.raiz, hijos)

    agregar(tema_de(contenido).raiz, [contenido])
    return objetos


_REGISTROS = (CambioDocumento, Firma)
_AVISADAS_APARTE = ("recomendaciones",)
"""Las listas de que se avisa de otro modo."""


def _esperados(
    rama: Rama, padres: Sequence[Any], cotejo: _Cotejo, calladas: Collection[tuple[int, str]]
) -> list[Any]:
    """De la lista que una rama nombra, los objetos de esos ``padres`` que deben salir.

    No los de otro corte, ni los retirados, ni las listas ``calladas``: el ``id`` de quien la lleva
    y su nombre.
    """
    if rama.nombre in _AVISADAS_APARTE:
        return []
    nombre = rama.nombre
    duenos = [o for o in padres if (id(o), nombre) not in calladas] if calladas else padres
    objetos = chain.from_iterable(map(operator.attrgetter(nombre), duenos))
    if "corte" in attrs.fields_dict(rama.clase):
        return [o for o in objetos if o.corte == cotejo.corte]
    if rama.clase in _REGISTROS:
        return list(filter(cotejo.mostrado.salio, objetos))
    return [o for o in objetos if o.esta_vigente] if _se_retira(rama) else list(objetos)


def _se_retira(rama: Rama) -> bool:
    """Si los objetos de la rama pueden ya no estar vigentes."""
    return hasattr(rama.clase, "esta_vigente")


_LISTAS_DE_COMPONENTE = {
    rama.nombre: {
        dentro.raiz: dentro.nombre
        for dentro in (rama, *todos_los_contenidos(rama.clase))
        if dentro.nombre in LISTAS_DE_LA_MATRIZ
    }
    for rama in contenidos_de(Componente)
}
"""Por lista de un componente, las de filas que ella es o lleva, por la raíz de sus datos: de
``subcomponentes``, ``{"subcomponente": "subcomponentes", "actividad": "actividades"}``."""


def _listas_que_no_salen(contenido: Contenido, mostrado: Mostrado) -> Iterator[tuple[int, str]]:
    """Las listas de filas de que nada salió: pares de ``id(dueño)`` y el nombre de la lista.

    Un plan reparte las suyas por componente, y cada una sale o no; las de los demás van juntas.
    """
    if not isinstance(contenido, Plan):
        listas = forma_de_filas(tema_de(contenido)).recorre  # de afuera adentro
        if _nada_salio(objetos_de(contenido, *listas), mostrado):
            yield id(contenido), listas[0].nombre
        return
    for componente in objetos_de(contenido, Componente):
        for nombre, listas_de_filas in _LISTAS_DE_COMPONENTE.items():
            # Casi siempre salió alguno de los de encima, y no hay que bajar a los de adentro.
            if _nada_salio(getattr(componente, nombre), mostrado) and _nada_salio(
                objetos_de(componente, *listas_de_filas.values()), mostrado
            ):
                yield id(componente), nombre


def _nada_salio(objetos: Sequence[Any], mostrado: Mostrado) -> bool:
    return bool(objetos) and not any(map(mostrado.salio, objetos))


def _listas_sin_tabla(
    contenido: Contenido, formato: Formato, calladas: Collection[tuple[int, str]], campo: str
) -> Iterator[Aviso]:
    """Un aviso por cada lista del contenido que ninguna tabla mostró.

    ``calladas``: el ``id`` de quien lleva la lista y cómo se llama; ``campo``: lo que va antes en
    su ruta.
    """
    rutas: dict[str, list[str]] = {nombre: [] for nombre in _LISTAS_DE_COMPONENTE}
    por_componente = bool(calladas) and isinstance(contenido, Plan)
    for lugar in recorrer(contenido, Componente) if por_componente else ():
        for nombre in _LISTAS_DE_COMPONENTE:
            if (id(lugar.objeto), nombre) in calladas:
                rutas[nombre].append(f"{lugar.ruta}.{nombre}")
    rutas |= {nombre: [nombre] for dueno, nombre in calladas if dueno == id(contenido)}
    for rutas_de_lista in filter(None, rutas.values()):
        restantes = len(rutas_de_lista) - 1
        cuantas = "otra" if restantes == 1 else f"otras {restantes}"
        demas = f", ni {cuantas} como ella" if restantes else ""
        motivo = _omision(formato, f"esta lista{demas}")
        anotado = {"formato": formato.codigo, "rutas": tuple(rutas_de_lista)}
        yield Aviso("lista_no_mostrada", unir_ruta(campo, rutas_de_lista[0]), motivo, datos=anotado)


def _registros_sin_tabla(
    contenido: Contenido, formato: Formato, mostrado: Mostrado, campo: str = ""
) -> Iterator[Aviso]:
    """Avisos del control de cambios y de las firmas que no salieron.

    ``campo``: en cuál del plan va el contenido.
    """
    cambios, firmas = contenido.control_cambios, contenido.firmas
    ocultas = [numero for numero, firma in enumerate(firmas) if not mostrado.salio(firma)]
    enteras = {
        "control_cambios": cambios and not any(map(mostrado.salio, cambios)),
        "firmas": ocultas and len(ocultas) == len(firmas),
    }
    for lista_entera in filter(enteras.get, enteras):
        ruta = unir_ruta(campo, lista_entera)
        motivo, anotado = _omision(formato, "esta lista"), {"formato": formato.codigo}
        yield Aviso("lista_no_mostrada", ruta, motivo, datos=anotado)
    # Un formato puede mostrar las de unos roles y otras no.
    for numero in ocultas if not enteras["firmas"] else ():
        motivo = _omision(formato, f"esta firma, del rol «{firmas[numero].rol}»")
        anotado = {"formato": formato.codigo, "llego": firmas[numero].rol}
        ruta = unir_ruta(campo, f"firmas[{numero}]")
        yield Aviso("lista_no_mostrada", ruta, motivo, datos=anotado)


def _omision(formato: Formato, frase: str) -> str:
    """La frase de un aviso: ``el formato ptep no muestra esta lista``."""
    return f"el formato {formato.codigo} no muestra {frase}"


def _con_cuentas(cuentas: Counter[str]) -> str:
    """``Indicador (actividad.indicador) × 3, Porcentaje de avance (seguimiento.avance) × 12``."""
    return ", ".join(
        f"{_con_su_rotulo(dato)} × {cuantas}" for dato, cuantas in sorted(cuentas.items())
    )


def _con_su_rotulo(dato: str) -> str:
    """``Producto (actividad.producto)``; el de una fila propia no tiene otro nombre."""
    if not CATALOGO.conoce(dato):
        return dato
    campo = CATALOGO[dato]
    return f"{campo.rotulo if '.extras.' in dato else campo.largo} ({dato})"


def _textos_sin_mostrar(
    contenido: Contenido,
    formato: Formato,
    medio: Medio,
    mostrado: Mostrado,
    reemplazados: frozenset[str],
) -> Iterator[Aviso]:
    """Avisos de los textos que no salieron.

    ``reemplazados``: los que cedieron su lugar a las recomendaciones que trae el plan.
    """
    if not contenido.textos:
        return
    claves = claves_de_textos(formato, medio)
    if not claves:
        yield Aviso("texto_no_mostrado", "textos", _omision(formato, "los textos de un informe"))
        return
    for clave, texto in contenido.textos.items():
        if clave in reemplazados:
            motivo = "mandan las recomendaciones que trae el plan: este texto no sale"
            yield Aviso("texto_reemplazado", f"textos.{clave}", motivo)
        elif texto.strip() and not mostrado.muestra(f"textos.{clave}", contenido):
            # De «observaciones», «decisiones» no es una errata: 0,8 es dos o tres letras.
            cercana = None if clave in claves else el_mas_cercano(clave, claves, cutoff=0.8)
            quiza = f"; ¿es «{cercana}»?" if cercana else ""
            motivo = f"{_omision(formato, 'este texto')}{quiza}"
            yield Aviso("texto_no_mostrado", f"textos.{clave}", motivo)


def _recomendaciones_sin_mostrar(
    plan: Plan, formato: Formato, corte: date | None, mostrado: Mostrado
) -> Iterator[Aviso]:
    """Avisos de las recomendaciones que no salen, y de las filas que nombran y ya no están."""
    if not plan.recomendaciones:
        return
    mostradas = [n for n, r in enumerate(plan.recomendaciones) if mostrado.salio(r)]
    if not mostradas and any(corte is None or r.corte <= corte for r in plan.recomendaciones):
        motivo, anotado = _omision(formato, "esta lista"), {"formato": formato.codigo}
        yield Aviso("lista_no_mostrada", "recomendaciones", motivo, datos=anotado)
    if mostradas:
        # Quien las mostró ya cargó el informe.
        from paac_reportes.informe.recomendaciones import FilasDelPlan, ausentes  # noqa: PLC0415

        filas_del_plan = FilasDelPlan(plan)
        for numero in mostradas:
            for fila, nombre in ausentes(plan.recomendaciones[numero], filas_del_plan):
                ruta = f"recomendaciones[{numero}].filas[{fila}]"
                yield Aviso("fila_recomendada_ausente", ruta, f"se deja como está: {nombre}")


def _dependencias_sin_hoja(plan: Plan, formato: Formato, medio: Medio) -> Iterator[Aviso]:
    """Avisos de las dependencias sin componentes, en un libro que va por componentes."""
    if medio != "libro" or formato.libro.hojas != "componente":
        return
    lugares = recorrer(plan, Dependencia, Componente)
    if any(lugar.dentro_de for lugar in lugares):
        for vacia in (lugar for lugar in hojas(lugares) if lugar.lista == "dependencias"):
            motivo = "sin componentes no aparece en un libro de una hoja por componente"
            yield Aviso("dependencia_sin_hoja", vacia.ruta, motivo)


def _corte_sin_seguimientos(contenido: Contenido, corte: date | None) -> Iterator[Aviso]:
    """El aviso de un corte del que no hay seguimientos: dice cuáles hay."""
    cortes = contenido.cortes()
    if corte is not None and cortes and corte not in cortes:
        con_seguimientos = ", ".join(map(fecha_corta, cortes))
        yield Aviso(
            "corte_sin_seguimientos",
            "",
            f"ningún seguimiento tiene corte {fecha_corta(corte)}; los hay de: {con_seguimientos}",
            datos={"llego": corte, "opciones": tuple(cortes)},
        )


def extras_que_nadie_trae(contenido: Contenido, formato: Formato) -> Iterator[Aviso]:
    """Un aviso por cada extra que el formato pide y nadie trae; si su columna se omite, ninguno."""
    extras = dict.fromkeys(
        extra for tabla in formato.tablas.values() for extra in _extras_de(tabla)
    )
    if not extras:
        return
    traidos_por_raiz: dict[str, set[str]] = {}
    for raiz, objeto in objetos_con_extras(contenido):
        traidos_por_raiz.setdefault(raiz, set()).update(objeto.extras)
    for raices, nombre in extras:
        nombres_de_raices = [traidos_por_raiz[raiz] for raiz in raices if raiz in traidos_por_raiz]
        traidos = sorted(set[str]().union(*nombres_de_raices))
        if nombres_de_raices and nombre not in traidos:
            pista = el_mas_parecido(nombre, traidos)
            motivo = f"el formato {formato.codigo} pide el extra {nombre!r} de {' o '.join(raices)}"
            yield Aviso("extra_desconocido", "", f"{motivo}, y nadie lo trae{pista}")


@clases.recordada
def _extras_de(tabla: TablaDeFormato) -> list[tuple[tuple[str, ...], str]]:
    """De quién puede ser cada extra de las columnas, y su nombre: ``(("actividad",), "acta")``."""
    recorren = [seccion.recorre for seccion in tabla.secciones]
    columnas = (columna for columna in tabla.columnas if not columna.omite_vacia)
    datos = chain.from_iterable(map(datos_de_columna, columnas))
    return [extra for dato in datos if (extra := extra_de(dato, recorren)) is not None]
