"""El mapa de riesgos en un archivo que se llena: un libro de Excel, un YAML o un JSON."""

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.api.libro_del_plan import tipo_de_plan
from paac_reportes.api.salida import Destino, guardar
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, avisar
from paac_reportes.estructura import desestructurar, mostrar

if TYPE_CHECKING:
    from paac_reportes.lectura.cuenta import CuentaDeLectura
    from paac_reportes.libros.mapa.lectura import MapaLeido
    from paac_reportes.modelo import CodigoDeRegimen, Entidad
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.opc.visto import DocumentoVisto
    from paac_reportes.sistema import Carpeta


def comprobar_mapa(mapa: object) -> None:
    """``ErrorDeEntrada`` si no es un mapa."""
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

    if not isinstance(mapa, MapaDeRiesgos):
        motivo = f"se esperaba un MapaDeRiesgos, llegó {mostrar(mapa)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "mapa", motivo))


def guardar_mapa(mapa: "MapaDeRiesgos", destino: Destino, *, tipo: str | None = None) -> Destino:
    """Escribe un mapa de riesgos en un ``.json``, un ``.yaml`` o un ``.xlsx``, para llenarlo.

    ``leer_mapa`` da el mismo mapa. De un flujo, ``tipo`` dice cuál de los tres; si falta, JSON. El
    libro lleva sus instrucciones y las listas de la metodología del mapa. Lo que no puede quedar a
    la letra sale como ``AvisoPaac``; si no cabe, es ``ErrorDeEntrada`` y no se escribe nada.
    """
    comprobar_mapa(mapa)
    contenido, avisos = mapa_en_bytes(mapa, tipo_de_plan(destino, tipo))
    guardar([(destino, contenido)])
    avisar(avisos)
    return destino


def mapa_en_bytes(mapa: "MapaDeRiesgos", tipo: str) -> tuple[bytes, tuple[Aviso, ...]]:
    """El archivo de un mapa y lo que en él no pudo quedar a la letra."""
    if tipo == "xlsx":
        from paac_reportes.libros.mapa.escritura import libro_del_mapa

        return libro_del_mapa(mapa)
    from paac_reportes.lectura.archivos import CLAVE, CLAVE_DEL_MAPA, VERSION_DEL_CONTRATO

    datos: dict[str, Any] = {
        CLAVE: VERSION_DEL_CONTRATO,
        CLAVE_DEL_MAPA: desestructurar(mapa),
    }
    if tipo == "json":
        from paac_reportes.escritores.datos import escribir_json

        return escribir_json(datos), ()
    from paac_reportes.libros.plan.yaml import plan_en_yaml

    return plan_en_yaml(datos), ()


def mapa_en_blanco(
    entidad: "Entidad", *, vigencia: int, regimen: "CodigoDeRegimen | None" = None
) -> "MapaDeRiesgos":
    """Un mapa por llenar, con la metodología que rige el 31 de enero de la vigencia.

    Es un punto de partida: la que se usó es la que la entidad diga. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.api.lectura import comprobar_ano, comprobar_clase
    from paac_reportes.modelo import Entidad
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.normativa.riesgos import metodologias

    comprobar_clase(Entidad, entidad=entidad)
    comprobar_ano("vigencia", vigencia)
    mapa = MapaDeRiesgos(entidad=entidad, vigencia=vigencia, regimen=regimen)
    dia = date(vigencia, 1, 31)
    rigen = [una.codigo for una in metodologias().values() if una.se_propone and una.rige(dia)]
    return attrs.evolve(mapa, metodologia=rigen[-1]) if rigen else mapa


def mapa_si_es_su_libro(
    visto: "DocumentoVisto", origen: object, carpeta: "Carpeta | None"
) -> "MapaLeido | None":
    """El mapa de su libro, o nada si es otro documento; las imágenes, junto a él o en ``carpeta``.

    ``ErrorDeEntrada`` con todas las fallas, cada una en su celda.
    """
    if not _puede_serlo(visto):
        return None
    from paac_reportes.lectura.archivos import carpetas_de
    from paac_reportes.libros.mapa.lectura import es_libro_del_mapa, mapa_de_libro

    if not es_libro_del_mapa(visto):
        return None
    return mapa_de_libro(visto, carpetas_de(origen, carpeta))


def _puede_serlo(visto: "DocumentoVisto") -> bool:
    """Lo que basta mirar para no cargar lo del mapa con cada documento que se lee."""
    from paac_reportes.libros.plan.columnas import MAPA
    from paac_reportes.textos.plano import en_plano

    if visto.tipo != "xlsx":
        return False
    clase = visto.propiedades.get("paac.clase")
    return clase == "mapa" or (
        clase is None and any(en_plano(p.nombre) == en_plano(MAPA) for p in visto.partes)
    )


def cuenta_del_libro_del_mapa(visto: "DocumentoVisto", leido: "MapaLeido") -> "CuentaDeLectura":
    """A dónde fue cada celda del libro de un mapa."""
    from paac_reportes.lectura.cuenta import cuenta_de
    from paac_reportes.libros.mapa.escritura import hojas_del_libro
    from paac_reportes.modelo import Componente, Plan
    from paac_reportes.opc.visto import Leido
    from paac_reportes.prueba.textos import textos_de_hoja
    from paac_reportes.textos.limpieza import limpiar

    def del_libro() -> list[str]:
        limpio, _ = limpiar(leido.mapa)
        return [texto for hoja in hojas_del_libro(limpio) for texto in textos_de_hoja(hoja)]

    # La cuenta se lleva de un plan: éste no trae más que el mapa.
    plan = Plan(entidad=leido.mapa.entidad, componentes=(Componente(),), mapa_de_riesgos=leido.mapa)
    anotado = Leido(
        plan=plan,
        avisos=leido.avisos,
        lugares=leido.lugares,
        usadas=leido.usadas,
        rotulos=leido.rotulos,
    )
    return cuenta_de(
        visto,
        anotado,
        del_libro,
        es_copia=lambda parte, _tabla: parte.oculta and parte.nombre == "Listas",
        es_mobiliario=lambda _texto: False,
    )
