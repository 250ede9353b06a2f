"""Lo que el plan trae menos lo que se mostró: se avisa, porque callarlo sería perderlo.

Al final, lo contrario: los extras que un formato pide y el plan no conoce, casi siempre una errata.
"""

import operator
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from paac_reportes.composicion.compositor import Compuesto
from paac_reportes.composicion.registros import textos_con_registros
from paac_reportes.composicion.tablas.filas import seguimiento_de
from paac_reportes.composicion.variables import Mostrado
from paac_reportes.errores import Aviso
from paac_reportes.estructura import Extras
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import datos_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import extra_de
from paac_reportes.formatos.revision.textos import claves_de_textos
from paac_reportes.maqueta.documento import Medio
from paac_reportes.modelo import Componente, Dependencia, Firma, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ, con_extras
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import (
    Parada,
    contenidos_de,
    hojas,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import Contenido, con_los_que_lleva, tema_de
from paac_reportes.textos.valores import fecha_corta


def avisos_de_cobertura(
    contenido: Contenido,
    formato: Formato,
    corte: date | None,
    medio: Medio,
    compuesto: Compuesto,
) -> Iterator[Aviso]:
    """Un aviso por cada cosa que no sale en ese medio, o que sale donde no es suya."""
    mostrado = compuesto.mostrado
    yield from compuesto.avisos
    if isinstance(contenido, Plan):
        yield from _listas_sin_tabla(contenido, formato, mostrado)
    yield from _registros_sin_tabla(contenido, formato, mostrado)
    ocultos = _ocultos(_objetos_de(contenido, corte, mostrado), mostrado)
    if ocultos:
        yield Aviso("datos_no_mostrados", "", _no_muestra(formato, _con_cuentas(ocultos)))
    yield from _de_la_entidad(contenido, formato, mostrado)
    prestadas = +mostrado.prestadas
    if prestadas:
        yield Aviso(
            "celda_prestada",
            "",
            "filas con la celda en blanco, que sale como parte de la de arriba:"
            f" {_con_cuentas(prestadas)}; si lo que dice no es de ellas, escriba un guion en los"
            " datos o pida metodologia.blancos = 'propias'",
        )
    yield from _fuera_del_total(mostrado)
    yield from extras_que_nadie_trae(contenido, formato)
    reemplazados = textos_con_registros(contenido, formato, corte)
    yield from _de_los_textos(contenido, formato, medio, mostrado, reemplazados)
    if isinstance(contenido, Plan):
        yield from _de_las_recomendaciones(contenido, formato, corte, mostrado)
    for campo, llevado in con_los_que_lleva(contenido):
        if tema_de(llevado).clave == "mapa":
            yield from _del_mapa(llevado, campo, formato, corte, medio, mostrado)
    if isinstance(contenido, Plan):
        yield from _sin_hoja(contenido, formato, medio)
    yield from _del_corte(contenido, corte)


def _del_mapa(  # noqa: PLR0913, PLR0917 - lo que se compuso, entero
    mapa: Any,
    campo: str,
    formato: Formato,
    corte: date | None,
    medio: Medio,
    mostrado: Mostrado,
) -> Iterator[Aviso]:
    """Lo que no salió de él; de un plan, que no salió, si nada del formato es suyo."""
    from paac_reportes.composicion.cobertura_del_mapa import (  # noqa: PLC0415 - lo hay
        avisos_del_mapa,
        cuanto_trae,
    )

    if formato.cuenta_el_mapa:
        motivo = f"el formato {formato.codigo} cuenta sus cifras y no lo muestra entero"
        yield Aviso("mapa_en_cifras", campo, f"{motivo}: trae {cuanto_trae(mapa)}")
        return
    if formato.de == "mapa":
        yield from avisos_del_mapa(mapa, corte, mostrado, _no_muestra(formato, "").rstrip())
        return
    con_calor = any(b.tipo == "mapa_de_calor" and medio in b.en for b in formato.cuerpo)
    que = f"el mapa de riesgos{', salvo su mapa de calor' if con_calor else ''}"
    yield Aviso("mapa_no_mostrado", campo, _no_muestra(formato, que))


def _ocultos(por_raiz: Mapping[str, Sequence[Any]], mostrado: Mostrado) -> Counter[str]:
    """De esos objetos, cuántas veces está cada dato que no salió."""
    cuentas: Counter[str] = Counter()
    for raiz, objetos in por_raiz.items():
        clase: type = type(objetos[0])
        for campo in campos_propios(clase):
            dato = f"{raiz}.{campo}"
            if "impreso" not in CATALOGO[dato].no_va:
                valores = list(map(operator.attrgetter(campo), mostrado.faltan(dato, objetos)))
                cuentas[dato] = len(valores) - sum(map(valores.count, _SIN_DATO))
        cuentas.update(_extras_ocultos(raiz, objetos, mostrado))
    return +cuentas


def _extras_ocultos(raiz: str, objetos: Sequence[Any], mostrado: Mostrado) -> Iterator[str]:
    """Por su nombre, cada extra que no salió de cada uno."""
    if not hasattr(objetos[0], "extras"):
        return
    for objeto in objetos:
        extras: Extras = objeto.extras
        # Casi ninguno los trae.
        for nombre, valor in extras.items() if extras else ():
            if valor != "" and not mostrado.muestra(f"{raiz}.extras.{nombre}", objeto):
                yield f"{raiz}.extras.{nombre}"


_SIN_DATO = (None, "", ())


def _fuera_del_total(mostrado: Mostrado) -> Iterator[Aviso]:
    if textos := +mostrado.fuera_del_total:
        motivo = f"no entran en el total, porque no son un número: {_con_cuentas(textos)}"
        yield Aviso("fuera_del_total", "", motivo)


def _de_la_entidad(contenido: Contenido, formato: Formato, mostrado: Mostrado) -> Iterator[Aviso]:
    """Lo suyo y la vigencia, aparte de lo de las filas: casi todo formato deja algo fuera."""
    # Con filas propias, la entidad sólo está para el encabezado que el formato tenga.
    if isinstance(contenido, Plan) and not _trae_algo(contenido):
        return
    ocultos = [*_ocultos({"entidad": [contenido.entidad]}, mostrado)]
    if contenido.vigencia is not None and not mostrado.muestra("vigencia", contenido):
        ocultos.append("vigencia")
    if ocultos:
        yield Aviso(
            "entidad_no_mostrada", "", _no_muestra(formato, ", ".join(map(_con_su_rotulo, ocultos)))
        )


def _trae_algo(plan: Plan) -> bool:
    """Si trae alguna fila, o lleva otro contenido."""
    return bool(objetos_de(plan, *FILAS)) or len([*con_los_que_lleva(plan)]) > 1


def _objetos_de(
    contenido: Contenido, corte: date | None, mostrado: Mostrado
) -> dict[str, list[Any]]:
    """Los objetos suyos por la raíz de sus datos; de las listas que no salen ya se avisó."""
    objetos: defaultdict[str, list[Any]] = defaultdict(list)
    if isinstance(contenido, Plan):
        for lugar in recorrer(contenido, Dependencia, Componente):
            objetos[lugar.contenido.raiz].append(lugar.objeto)
        for _, _, de_la_lista in _listas_de(contenido):
            if _sale(de_la_lista, mostrado):
                for raiz, suyos in de_la_lista.items():
                    objetos[raiz] += suyos
        objetos["seguimiento"] += (
            seguimiento
            for raiz in {*LISTAS_DE_FILAS.values()}
            for fila in objetos[raiz]
            if (seguimiento := seguimiento_de(fila, corte)) is not None
        )
    objetos["firma"] += filter(mostrado.salio, contenido.firmas)
    objetos["cambio"] += filter(mostrado.salio, contenido.control_cambios)
    return {raiz: suyos for raiz, suyos in objetos.items() if suyos}


_DE_CADA_LISTA = {
    lista.nombre: {
        dentro.raiz: dentro.nombre
        for dentro in (lista, *todos_los_contenidos(lista.clase))
        if dentro.nombre in LISTAS_DE_LA_MATRIZ
    }
    for lista in contenidos_de(Componente)
}
"""Por cada lista de un componente, ella y la de las filas que sus objetos contienen."""


def _listas_de(plan: Plan) -> Iterator[tuple[Parada, str, dict[str, list[Any]]]]:
    """Las de cada componente que no están vacías, con sus objetos por la raíz de sus datos."""
    for componente in recorrer(plan, Componente):
        for nombre, suyas in _DE_CADA_LISTA.items():
            if getattr(componente.objeto, nombre):
                objetos = {r: objetos_de(componente.objeto, lista) for r, lista in suyas.items()}
                yield componente, nombre, objetos


def _sale(objetos: Mapping[str, Sequence[Any]], mostrado: Mostrado) -> bool:
    """Si salió algo de esa lista de un componente."""
    return any(mostrado.salio(uno) for suyos in objetos.values() for uno in suyos)


def _listas_sin_tabla(plan: Plan, formato: Formato, mostrado: Mostrado) -> Iterator[Aviso]:
    rutas: dict[str, list[str]] = {nombre: [] for nombre in _DE_CADA_LISTA}
    for componente, nombre, objetos in _listas_de(plan):
        if not _sale(objetos, mostrado):
            rutas[nombre].append(f"{componente.ruta}.{nombre}")
    for suyas in filter(None, rutas.values()):
        otras = f", ni otras {len(suyas) - 1} como ella" if len(suyas) > 1 else ""
        motivo = _no_muestra(formato, f"esta lista{otras}")
        yield Aviso("lista_no_mostrada", suyas[0], motivo)


def _registros_sin_tabla(
    contenido: Contenido, formato: Formato, mostrado: Mostrado
) -> Iterator[Aviso]:
    """Los cambios y las firmas, que todo contenido lleva."""
    cambios = contenido.control_cambios
    if cambios and not any(map(mostrado.salio, cambios)):
        yield Aviso("lista_no_mostrada", "control_cambios", _no_muestra(formato, "esta lista"))
    yield from _firmas(contenido.firmas, formato, mostrado)


def _firmas(firmas: Sequence[Firma], formato: Formato, mostrado: Mostrado) -> Iterator[Aviso]:
    """Un formato puede mostrar las de unos roles y otras no."""
    ocultas = [numero for numero, firma in enumerate(firmas) if not mostrado.salio(firma)]
    if ocultas and len(ocultas) == len(firmas):
        yield Aviso("lista_no_mostrada", "firmas", _no_muestra(formato, "esta lista"))
        return
    for numero in ocultas:
        motivo = _no_muestra(formato, f"esta firma, del rol «{firmas[numero].rol}»")
        yield Aviso("lista_no_mostrada", f"firmas[{numero}]", motivo)


def _no_muestra(formato: Formato, que: str) -> str:
    return f"el formato {formato.codigo} no muestra {que}"


def _con_cuentas(cuentas: Counter[str]) -> str:
    """``Indicador (actividad.indicador) × 3, Porcentaje de avance (seguimiento.avance) × 12``."""
    return ", ".join(
        f"{_con_su_rotulo(dato)} × {cuantas}" for dato, cuantas in sorted(cuentas.items())
    )


def _con_su_rotulo(dato: str) -> str:
    """``Producto (actividad.producto)``; lo de una fila propia no tiene otro nombre que el suyo."""
    if not CATALOGO.conoce(dato):
        return dato
    campo = CATALOGO[dato]
    return f"{campo.rotulo if '.extras.' in dato else campo.largo} ({dato})"


def _de_los_textos(
    contenido: Contenido,
    formato: Formato,
    medio: Medio,
    mostrado: Mostrado,
    reemplazados: frozenset[str],
) -> Iterator[Aviso]:
    if not contenido.textos:
        return
    claves = claves_de_textos(formato, medio)
    if not claves:
        yield Aviso("texto_no_mostrado", "textos", _no_muestra(formato, "los textos de un informe"))
        return
    for clave, texto in contenido.textos.items():
        if clave in reemplazados:
            motivo = "mandan las recomendaciones que trae el plan: este texto no sale"
            yield Aviso("texto_reemplazado", f"textos.{clave}", motivo)
        elif texto.strip() and not mostrado.muestra(f"textos.{clave}", contenido):
            hay = f"; sus claves: {', '.join(sorted(claves))}" if clave not in claves else ""
            motivo = f"{_no_muestra(formato, 'este texto')}{hay}"
            yield Aviso("texto_no_mostrado", f"textos.{clave}", motivo)


def _de_las_recomendaciones(
    plan: Plan, formato: Formato, corte: date | None, mostrado: Mostrado
) -> Iterator[Aviso]:
    """Que no salen; y de las que salen, las filas que nombran y ya no están en el plan."""
    if not plan.recomendaciones:
        return
    mostradas = [n for n, una in enumerate(plan.recomendaciones) if mostrado.salio(una)]
    if not mostradas and any(corte is None or r.corte <= corte for r in plan.recomendaciones):
        yield Aviso("lista_no_mostrada", "recomendaciones", _no_muestra(formato, "esta lista"))
    if mostradas:
        # Quien las mostró ya cargó el informe.
        from paac_reportes.informe.recomendaciones import FilasDelPlan, ausentes  # noqa: PLC0415

        hay = FilasDelPlan(plan)
        for numero in mostradas:
            for cual, nombre in ausentes(plan.recomendaciones[numero], hay):
                ruta = f"recomendaciones[{numero}].filas[{cual}]"
                yield Aviso("fila_recomendada_ausente", ruta, f"se deja como está: {nombre}")


def _sin_hoja(plan: Plan, formato: Formato, medio: Medio) -> Iterator[Aviso]:
    if medio != "libro" or formato.libro.hojas != "componente":
        return
    lugares = recorrer(plan, Dependencia, Componente)
    if any(lugar.dentro_de for lugar in lugares):
        for vacia in (lugar for lugar in hojas(lugares) if lugar.lista == "dependencias"):
            motivo = "sin componentes no aparece en un libro de una hoja por componente"
            yield Aviso("dependencia_sin_hoja", vacia.ruta, motivo)


def _del_corte(contenido: Contenido, corte: date | None) -> Iterator[Aviso]:
    cortes = contenido.cortes()
    if corte is not None and cortes and corte not in cortes:
        hay = ", ".join(map(fecha_corta, cortes))
        yield Aviso(
            "corte_sin_seguimientos",
            "",
            f"ningún seguimiento tiene corte {fecha_corta(corte)}; los hay de: {hay}",
        )


def extras_que_nadie_trae(contenido: Contenido, formato: Formato) -> Iterator[Aviso]:
    """Un aviso por cada uno; de una columna que se omite vacía, ninguno."""
    pedidos = dict.fromkeys(
        pedido for tabla in formato.tablas.values() for pedido in _pedidos(tabla)
    )
    if not pedidos:
        return
    hay: dict[str, set[str]] = {}
    for raiz, objeto in con_extras(contenido):
        hay.setdefault(raiz, set()).update(objeto.extras)
    for raices, nombre in pedidos:
        suyos = [hay[raiz] for raiz in raices if raiz in hay]
        traidos = sorted(set[str]().union(*suyos))
        if suyos and nombre not in traidos:
            cercano = get_close_matches(nombre, traidos, n=1, cutoff=0)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            motivo = f"el formato {formato.codigo} pide el extra {nombre!r} de {' o '.join(raices)}"
            yield Aviso("extra_desconocido", "", f"{motivo}, y nadie lo trae{pista}")


def _pedidos(tabla: TablaDeFormato) -> Iterator[tuple[tuple[str, ...], str]]:
    """De quién es cada extra que piden las columnas de una tabla, y cómo se llama."""
    for columna in tabla.columnas:
        for dato in () if columna.omite_vacia else datos_de(columna):
            extra = extra_de(dato, [seccion.recorre for seccion in tabla.secciones])
            if extra is not None:
                yield extra
