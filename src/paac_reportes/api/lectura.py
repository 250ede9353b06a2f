"""Leer de nuevo lo que volvió: documentos de Word y de Excel, propios o ajenos."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import attrs

from paac_reportes import clases
from paac_reportes.api.cuenta import cuenta_del_documento, cuenta_del_libro
from paac_reportes.api.eventos import registrado
from paac_reportes.api.libro_del_mapa import cuenta_del_libro_del_mapa, mapa_si_es_su_libro
from paac_reportes.api.libro_del_plan import plan_si_es_su_libro
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import DUDAS, Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Componente, Entidad, Metodologia, Plan
from paac_reportes.modelo.periodos import fallas_del_corte
from paac_reportes.sistema import Carpeta, es_ruta

# ------------------------------------------------------------------ comprobacion
# Lo que un programa puede pasar por equivocación.


def en_un_plan(plan: "Plan | Entidad | MapaDeRiesgos") -> Plan:
    """Una entidad sola, o un mapa solo, es un plan sin nada más que mostrar."""
    if isinstance(plan, Plan):
        return plan
    if isinstance(plan, Entidad):
        return Plan(entidad=plan, componentes=(Componente(),))
    from paac_reportes.modelo.riesgos import MapaDeRiesgos, plan_del_mapa

    return plan_del_mapa(plan) if isinstance(plan, MapaDeRiesgos) else plan


def comprobar_tipos(plan: object, corte: object, metodologia: object = None) -> None:
    """Lo que un programa puede pasar por equivocación se dice antes de empezar."""
    fallas = []
    if not isinstance(plan, Plan):
        fallas.append(
            Falla("argumento_invalido", "plan", f"se esperaba un Plan, llegó {mostrar(plan)}")
        )
    fallas += _del_corte(corte)
    if metodologia is not None and not isinstance(metodologia, Metodologia):
        motivo = f"se esperaba una Metodologia, llegó {mostrar(metodologia)}"
        fallas.append(Falla("argumento_invalido", "metodologia", motivo))
    if fallas:
        raise ErrorDeEntrada(fallas)


def comprobar_corte(corte: object) -> None:
    """``ErrorDeEntrada`` si se dio un corte y no es una fecha de un año posible."""
    if fallas := list(_del_corte(corte)):
        raise ErrorDeEntrada(fallas)


def _del_corte(corte: object) -> Iterable[Falla]:
    if corte is None:
        return ()
    if not isinstance(corte, date) or isinstance(corte, datetime):
        return [
            Falla(
                "argumento_invalido",
                "corte",
                f"se esperaba una fecha (date), llegó {mostrar(corte)}",
            )
        ]
    return fallas_del_corte("corte", corte)


def comprobar_fecha(fecha: object) -> None:
    """``ErrorDeEntrada`` si se dio una y no es un día."""
    if fecha is not None and (not isinstance(fecha, date) or isinstance(fecha, datetime)):
        motivo = f"se esperaba una fecha (date), llegó {mostrar(fecha)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "fecha", motivo))


def comprobar_clase(clase: type, **valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es de la clase."""
    _comprobar_que_sean(clase, f"un objeto {clase.__name__}", valores)


def comprobar_si_no(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es ``True`` ni ``False``."""
    _comprobar_que_sean(bool, "True o False", valores)


def comprobar_con_cedulas(valor: object, *, publico: bool) -> None:
    """``ErrorDeEntrada`` si se pide dejar las cédulas donde no se quita nada."""
    comprobar_si_no(con_cedulas=valor)
    if valor and not publico:
        motivo = "sin publico=True no se quita ninguna cédula; pida publico=True o quítelo"
        raise ErrorDeEntrada(Falla("argumento_invalido", "con_cedulas", motivo))


def _comprobar_que_sean(clase: type, esperado: str, valores: Mapping[str, object]) -> None:
    fallas = [
        Falla("argumento_invalido", nombre, f"se esperaba {esperado}, llegó {mostrar(valor)}")
        for nombre, valor in valores.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def comprobar_extension(tipo: object) -> None:
    """``ErrorDeEntrada`` si no es un texto; cuáles hay lo sabe el registro."""
    if not isinstance(tipo, str):
        motivo = f"se esperaba una extensión, como docx, llegó {mostrar(tipo)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "tipo", motivo))


def comprobar_carpeta(ruta: str, valor: object) -> None:
    """``ErrorDeEntrada`` si se dio un valor y no sirve como carpeta."""
    if valor is not None and not es_ruta(valor):
        raise ErrorDeEntrada(
            Falla("argumento_invalido", ruta, f"se esperaba una carpeta, llegó {mostrar(valor)}")
        )


def comprobar_ano(ruta: str, valor: object) -> None:
    """``ErrorDeEntrada`` si no es un número de año."""
    if not isinstance(valor, int) or isinstance(valor, bool):
        raise ErrorDeEntrada(
            Falla("argumento_invalido", ruta, f"se esperaba un año, llegó {mostrar(valor)}")
        )


# ------------------------------------------------------------------ lectura

if TYPE_CHECKING:
    from paac_reportes.lectura.cuenta import CuentaDeLectura
    from paac_reportes.libros.mapa.lectura import MapaLeido
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.opc.lectura import Origen
    from paac_reportes.opc.visto import ColumnaLeida, DocumentoVisto, Leido

PlanOMapa = TypeVar("PlanOMapa", bound="Plan | MapaDeRiesgos")


@clases.frozen(kw_only=True)
class Lectura(SeMuestra):
    """Lo leído: el plan o el mapa de riesgos de un archivo o de un documento, y lo que revisar."""

    plan: Plan = cast("Plan", None)
    """``None`` si lo leído es un mapa de riesgos; se anota como lo que casi siempre es, para que
    quien lee planes no tenga que preguntarlo."""
    avisos: tuple[Aviso, ...] = ()
    """Lo que cambió, lo que no se entendió y dónde."""
    formato: str | None = None
    """El código del formato en que está; ninguno si la matriz es de otro."""
    corte: date | None = None
    columnas: "tuple[ColumnaLeida, ...]" = attrs.field(default=(), repr=False)
    """Como qué se leyó cada columna, y cuánto se parece su rótulo al esperado."""
    lugares: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """De dónde salió cada dato: su ruta en el plan → la celda."""
    filas_sin_leer: int = 0
    """Las filas del documento que parecen de datos y no quedaron en el plan."""
    mapa: "MapaDeRiesgos | None" = None
    """El mapa de riesgos, si es de uno; entonces no hay plan."""
    cuenta: "CuentaDeLectura | None" = attrs.field(default=None, repr=False)
    """A dónde fue cada celda, párrafo y comentario; un archivo de datos no la tiene."""

    def _cuadro(self) -> Cuadro:
        """Qué se leyó y qué conviene revisar."""
        sin_formato = "no lleva" if self.mapa else "no es de los que se conocen"
        formato, corte = self.formato or sin_formato, self.corte or "ninguno"
        return Cuadro(
            titulo=f"Leído: {self.mapa or self.plan!r}",
            columnas=("Código", "Dónde", "Qué"),
            filas=[(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in self.avisos],
            son="avisos",
            notas=(
                f"Formato: {formato}. Corte: {corte}.",
                f"Avisos: {len(self.avisos)}; dudas: {len(self.dudas)}.",
            ),
        )

    @property
    def dudas(self) -> tuple[Aviso, ...]:
        """Los avisos de lo que no se entendió, o no del todo (``errores.DUDAS``)."""
        return tuple(aviso for aviso in self.avisos if aviso.codigo in DUDAS)


def leer(  # noqa: PLR0913 - todas se dicen por su nombre
    origen: "Origen",
    *,
    formato: str | None = None,
    plantillas: "Carpeta | None" = None,
    columnas: "Mapping[str, Any] | Origen | None" = None,
    corte: date | None = None,
    entidad: str | None = None,
    vigencia: int | None = None,
    carpeta: "Carpeta | None" = None,
) -> Lectura:
    """El plan, o el mapa de riesgos, de un documento de Word o de Excel: lo que se ve en él.

    El formato lo dicen el documento, sus rótulos o ``formato``; los propios se buscan en
    ``plantillas``. ``columnas`` dice qué trae cada una donde sus rótulos no bastan
    (``{"META O PRODUCTO": "actividad.meta"}``, o el archivo JSON o YAML que lo trae) y ``corte``,
    de cuál son los seguimientos si el documento no lo dice; ``entidad`` (su nombre) y ``vigencia``
    mandan sobre las que diga el documento. La hoja ``Datos`` no se lee. Las imágenes que nombre
    están junto al archivo o en ``carpeta``; un flujo no trae ninguna.

    Lo que no se entendió va en ``avisos``, con su lugar (``tabla 7, fila 3``). Lanza
    ``ErrorDeEntrada`` si no es un documento o no trae un plan, y ``ErrorDeFormato`` si el formato
    que se pide no existe. De un JSON o un YAML da su plan, y lo que conviene revisar, como valores:
    es ``leer_plan`` para un programa que atiende a varios a la vez. Si es de un mapa de riesgos, y
    de un documento que no trae un plan también, está en ``mapa`` y no hay plan.
    """
    from paac_reportes.lectura.lectura import leer_documento
    from paac_reportes.opc.lectura import ver

    comprobar_corte(corte)
    comprobar_carpeta("plantillas", plantillas)
    comprobar_carpeta("carpeta", carpeta)
    for nombre, texto in (("formato", formato), ("entidad", entidad)):
        if texto is not None:
            comprobar_clase(str, **{nombre: texto})
    if vigencia is not None:
        comprobar_ano("vigencia", vigencia)
    with registrado("documento.leido") as hecho:
        dichas = _columnas(columnas)
        if _es_de_datos(origen):
            lectura = _de_datos(origen, formato, dichas, carpeta, entidad, vigencia)
        else:
            visto = ver(origen)
            sin_mas = formato is None and dichas is None
            mapa = mapa_si_es_su_libro(visto, origen, carpeta) if sin_mas else None
            if mapa is not None:
                lectura = _del_libro_del_mapa(visto, mapa, entidad, vigencia)
                hecho |= {"formato": None, "avisos": len(lectura.avisos)}
                hecho["dudas"] = len(lectura.dudas)
                return lectura
            suyo = plan_si_es_su_libro(visto, origen, carpeta) if sin_mas else None
            leido = suyo or leer_documento(
                visto,
                formato=formato,
                plantillas=plantillas,
                columnas=dichas,
                corte=corte,
                entidad=entidad,
                vigencia=vigencia,
                con_mapas=True,
            )
            pedido, de_mas = _con_lo_pedido(leido.mapa or leido.plan, entidad, vigencia)
            cuenta = (
                cuenta_del_documento(visto, leido, plantillas)
                if suyo is None
                else cuenta_del_libro(visto, suyo)
            )
            avisos = (*leido.avisos, *de_mas)
            if isinstance(pedido, Plan):
                leido = attrs.evolve(leido, plan=pedido, avisos=avisos)
            else:
                leido = attrs.evolve(leido, mapa=pedido, avisos=avisos)
            lectura = _lectura(leido, cuenta)
        hecho |= {"formato": lectura.formato, "avisos": len(lectura.avisos)}
        hecho["dudas"] = len(lectura.dudas)
    return lectura


def _es_de_datos(origen: object) -> bool:
    """Si es un JSON o un YAML, por la extensión de su nombre."""
    nombre = origen if es_ruta(origen) else getattr(origen, "name", "")
    return es_ruta(nombre) and Path(nombre).suffix.lower() in _DE_DATOS


_DE_DATOS = frozenset({".json", ".yaml", ".yml"})


def _de_datos(  # noqa: PLR0913, PLR0917 - lo que se pidió, entero
    origen: Any,
    formato: object,
    columnas: object,
    carpeta: "Carpeta | None",
    entidad: str | None,
    vigencia: int | None,
) -> Lectura:
    """El plan o el mapa de un archivo de datos; no tiene formato ni columnas que decir."""
    from paac_reportes.lectura.archivos import leer_plan_o_mapa
    from paac_reportes.normativa.normas import avisos_de

    sobran = [n for n, dado in (("formato", formato), ("columnas", columnas)) if dado is not None]
    if sobran:
        motivo = "sólo cuenta con un documento, y llegó un archivo de datos"
        raise ErrorDeEntrada(Falla("argumento_invalido", sobra, motivo) for sobra in sobran)
    leido, avisos = _con_lo_pedido(leer_plan_o_mapa(origen, carpeta), entidad, vigencia)
    avisos = (*avisos, *avisos_de(leido))
    if isinstance(leido, Plan):
        return Lectura(plan=leido, avisos=avisos)
    return Lectura(mapa=leido, avisos=avisos)


def _con_lo_pedido(
    leido: PlanOMapa, entidad: str | None, vigencia: int | None
) -> tuple[PlanOMapa, tuple[Aviso, ...]]:
    """Con la entidad y la vigencia que se dan; si lo leído decía otra, se avisa."""
    avisos = []
    if entidad is not None and entidad != leido.entidad.nombre:
        avisos.append(_en_lugar_de("entidad", mostrar(leido.entidad.nombre), mostrar(entidad)))
        leido = attrs.evolve(leido, entidad=attrs.evolve(leido.entidad, nombre=entidad))
    if vigencia is not None and vigencia != leido.vigencia:
        if leido.vigencia is not None:
            avisos.append(_en_lugar_de("vigencia", str(leido.vigencia), str(vigencia)))
        leido = attrs.evolve(leido, vigencia=vigencia)
    return leido, tuple(avisos)


def _en_lugar_de(dato: str, leido: str, pedido: str) -> Aviso:
    motivo = f"el documento dice {leido}; quedó {pedido}, que es lo que se pidió"
    return Aviso("dato_supuesto", dato, motivo)


def _lectura(leido: "Leido", cuenta: "CuentaDeLectura | None") -> Lectura:
    from paac_reportes.lectura.cuenta import avisos_de_lo_no_usado
    from paac_reportes.normativa.normas import avisos_de

    sin_usar = () if cuenta is None else avisos_de_lo_no_usado(cuenta)
    del_plan = en_su_celda(avisos_de(leido.mapa or leido.plan), leido.lugares)
    return Lectura(
        plan=leido.plan,
        mapa=leido.mapa,
        avisos=(*leido.avisos, *sin_usar, *del_plan),
        cuenta=cuenta,
        formato=leido.formato,
        corte=leido.corte,
        columnas=leido.columnas,
        lugares=leido.lugares,
        filas_sin_leer=leido.filas_sin_leer,
    )


def en_su_celda(avisos: "Iterable[Aviso]", lugares: Mapping[str, str]) -> "Iterator[Aviso]":
    """Los del plan, con la celda o la fila de donde salió cada dato."""
    from paac_reportes.lectura.filas.armado import lugar_en_su_fila

    for aviso in avisos:
        yield attrs.evolve(aviso, ruta=lugar_en_su_fila(aviso.ruta, lugares))


def _del_libro_del_mapa(
    visto: "DocumentoVisto", leido: "MapaLeido", entidad: str | None, vigencia: int | None
) -> Lectura:
    """El mapa de su libro, con lo que conviene revisar en su celda."""
    from paac_reportes.lectura.cuenta import avisos_de_lo_no_usado
    from paac_reportes.normativa.normas import avisos_de

    mapa, de_mas = _con_lo_pedido(leido.mapa, entidad, vigencia)
    cuenta = cuenta_del_libro_del_mapa(visto, leido)
    suyos = en_su_celda(avisos_de(mapa), leido.lugares)
    return Lectura(
        mapa=mapa,
        avisos=(*leido.avisos, *avisos_de_lo_no_usado(cuenta), *de_mas, *suyos),
        cuenta=cuenta,
        columnas=leido.columnas,
        lugares=leido.lugares,
    )


def _columnas(columnas: "Mapping[str, Any] | Origen | None") -> Mapping[str, Any] | None:
    """Las que se dan, o las de su archivo."""
    if columnas is None or isinstance(columnas, Mapping):
        return columnas
    if not es_ruta(columnas) and not callable(getattr(columnas, "read", None)):
        motivo = f"se esperaba {{columna: dato}} o su archivo, llegó {mostrar(columnas)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "columnas", motivo))
    from paac_reportes.lectura import archivos

    leidas = archivos.leer_datos(columnas)
    if not isinstance(leidas, Mapping):
        motivo = "se esperaba un objeto {columna: dato}"
        lugar = columnas if es_ruta(columnas) else getattr(columnas, "name", "columnas")
        raise ErrorDeEntrada(Falla("dato_invalido", str(lugar), motivo))
    return leidas


def leer_sin_dudas(
    origen: "Origen", carpeta: "Carpeta | None" = None, *, con_mapas: bool = False
) -> Lectura:
    """El plan o el mapa de un documento que se entendió del todo; ``ErrorDeEntrada`` con lo que no.

    Sin ``con_mapas``, de los mapas sólo el que viene en su libro. Las imágenes que nombra el libro
    de un plan se buscan junto a él o en ``carpeta``.
    """
    from paac_reportes.lectura.lectura import leer_documento
    from paac_reportes.opc.lectura import ver

    visto = ver(origen)
    mapa = mapa_si_es_su_libro(visto, origen, carpeta)
    if mapa is not None:
        lectura = _del_libro_del_mapa(visto, mapa, None, None)
    else:
        suyo = plan_si_es_su_libro(visto, origen, carpeta)
        lectura = _lectura(suyo or leer_documento(visto, con_mapas=con_mapas), None)
    if lectura.dudas:
        raise ErrorDeEntrada(Falla(duda.codigo, duda.ruta, duda.mensaje) for duda in lectura.dudas)
    return lectura


def es_documento(origen: object) -> bool:
    """Si es de Word o de Excel, por su extensión o, ya abierto, por cómo empieza."""
    if es_ruta(origen):
        return Path(str(origen)).suffix.lower() in _EXTENSIONES
    return _es_comprimido(origen)


_EXTENSIONES = frozenset({".docx", ".docm", ".xlsx", ".xlsm"})


def _es_comprimido(origen: Any) -> bool:
    """Si un flujo que se puede devolver a su comienzo es un archivo comprimido."""
    flujo: IO[bytes] = origen
    if not (callable(getattr(flujo, "seekable", None)) and flujo.seekable()):
        return False
    donde = flujo.tell()
    try:
        return isinstance(flujo.read(0), bytes) and zipfile.is_zipfile(flujo)
    finally:
        flujo.seek(donde)
