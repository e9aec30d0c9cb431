/** Leading and following a map (带看). */
export const follow = {
  about: '带看时，其他地图跟着看同一处：本机各窗口，以及同城其他席位。谁自己动了地图，谁就不再跟随。',
  pointer: '让别人看到我的指针',
  take: '开始带看',
  takeOver: '从{{name}}接过带看',
  isLed: '{{name}}（{{post}}）{{time}} 起带看。接过后，对方改为跟随。',
  end: '结束带看',
  leave: '停止跟随',
  rejoin: '再跟',
  leading: '正在带看，其他地图跟随本图',
  leadingHere: '正在带看，数据源未连通，只带本机各窗口',
  following: '跟随{{name}}',
  left: '{{name}}带看中，本图未跟随',
  lost: '{{name}}的线路中断，带看停止，地图停在原处',
  command: {
    take: '地图：开始带看',
    takeOver: '地图：接过带看…',
    end: '地图：结束带看',
    follow: '地图：再跟带看',
    leave: '地图：停止跟随',
  },
};
